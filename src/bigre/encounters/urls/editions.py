"""Addresses of the encounters of one edition: introductions, meetings, who was where, tables."""

from django.urls import URLPattern, path

from bigre.encounters.views import (
    check_ins,
    introductions,
    meetings,
    seating,
    seating_constraints,
    seating_hand,
    seating_mine,
    seating_print,
    seating_runs,
    seating_telling,
    seating_volunteers,
)

app_name = "encounters"
SEATING: list[URLPattern] = [
    path("seating/", seating.plans, name="seating"),
    path("seating/add/", seating.add, name="add_seating"),
    path("seating/mine/", seating_mine.mine, name="own_tables"),
    path("seating/<uuid:plan>/", seating.plan, name="seating_plan"),
    path("seating/<uuid:plan>/publish/", seating_telling.publish, name="publish_seating"),
    path("seating/<uuid:plan>/tell/", seating_telling.tell, name="tell_seating"),
    path("seating/<uuid:plan>/withdraw/", seating.withdraw, name="withdraw_seating"),
    path("seating/<uuid:plan>/remove/", seating.remove, name="remove_seating"),
    path("seating/<uuid:plan>/cards.pdf", seating_print.cards, name="place_cards"),
    path("seating/<uuid:plan>/tables.pdf", seating_print.lists, name="table_lists"),
    path("seating/<uuid:plan>/constraints/", seating_constraints.constraints, name="seating_constraints"),
    path("seating/<uuid:plan>/parties/<int:pk>/remove/", seating_constraints.remove_party, name="remove_seating_party"),
    path("seating/<uuid:plan>/needs/<int:pk>/remove/", seating_constraints.remove_need, name="remove_seating_need"),
    path("seating/<uuid:plan>/tables/<int:pk>/remove/", seating_constraints.drop_table, name="remove_seating_table"),
    path("seating/<uuid:plan>/rounds/<int:pk>/remove/", seating_constraints.drop_round, name="remove_seating_round"),
    path("seating/<uuid:plan>/seats/<int:pk>/unpin/", seating_constraints.unpin, name="unpin_seat"),
    path("seating/<uuid:plan>/join/", seating_volunteers.join, name="join_seating"),
    path("seating/<uuid:plan>/leave/", seating_volunteers.leave, name="leave_seating"),
    path("seating/<uuid:plan>/volunteers/", seating_volunteers.volunteers, name="seating_volunteers"),
    path("seating/<uuid:plan>/volunteers/<uuid:person>/remove/", seating_volunteers.remove, name="remove_volunteer"),
    path("seating/<uuid:plan>/runs/", seating_runs.start, name="start_seating"),
    path("seating/<uuid:plan>/runs/<int:pk>/", seating_runs.run, name="seating_run"),
    path("seating/<uuid:plan>/runs/<int:pk>/stop/", seating_runs.stop, name="stop_seating"),
    path("seating/<uuid:plan>/rounds/<int:pk>/", seating_hand.tables, name="seating_round"),
    path("seating/<uuid:plan>/rounds/<int:pk>/undo/", seating_hand.undo, name="undo_seating"),
    path("seating/<uuid:plan>/rounds/<int:pk>/people/<uuid:person>/", seating_hand.place, name="seating_place"),
]
urlpatterns: list[URLPattern] = [
    path("", introductions.introductions, name="introductions"),
    path("<int:pk>/answer/", introductions.answer, name="answer"),
    path("with/<uuid:who>/", meetings.meeting, name="meeting"),
    path("with/<uuid:who>/agree/", meetings.agree, name="agree"),
    path("with/<uuid:who>/cancel/", meetings.cancel, name="cancel"),
    path("with/<uuid:who>/met/", meetings.met, name="say_met"),
    path("with/<uuid:who>/meeting.ics", meetings.ics, name="meeting_ics"),
    path("was-there/", check_ins.was_there, name="was_there"),
    *SEATING,
]
