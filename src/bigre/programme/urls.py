"""Addresses of this context, under the edition's own."""

from django.urls import path

from .views import (
    activity,
    additions,
    calculating,
    disruptions,
    elsewhere,
    feeds,
    imports,
    mine,
    planning,
    publishing,
    reviewing,
    sheets,
    timetable,
    versions,
)

app_name = "programme"
urlpatterns = [
    path("", timetable.programme, name="programme"),
    path("programme.ics", feeds.programme_ics, name="ics"),
    path("day/<str:day>.pdf", sheets.day_sheet, name="day_sheet"),
    path("mine/", mine.mine, name="mine"),
    path("mine/calendar/open/", mine.open_calendar, name="open_calendar"),
    path("mine/calendar/close/", mine.close_calendar, name="close_calendar"),
    path("<uuid:activity>/", activity.activity, name="activity"),
    path("<uuid:activity>/favourite/", activity.favourite, name="favourite"),
    path("<uuid:activity>/activity.ics", feeds.activity_ics, name="activity_ics"),
    path("export/<str:format>/", imports.export, name="export"),
    path("planning/", planning.planning, name="planning"),
    path("planning/add/", additions.add, name="add_activity"),
    path("planning/runs/", planning.start_run, name="start_run"),
    path("planning/runs/<uuid:uuid>/", planning.run, name="run"),
    path("planning/runs/<uuid:uuid>/stop/", planning.stop_run, name="stop_run"),
    path("planning/versions/<int:number>/", versions.version, name="version"),
    path("planning/versions/<int:number>/grid/", versions.version_grid, name="version_grid"),
    path("planning/versions/<int:number>/publish/", publishing.publish_version, name="publish"),
    path("planning/versions/<int:number>/pins/<uuid:activity>/", versions.pin_activity, name="pin"),
    path(
        "planning/versions/<int:number>/activities/<uuid:activity>/elsewhere/",
        elsewhere.elsewhere,
        name="elsewhere",
    ),
    path("planning/desk/<int:number>/calculate/", calculating.calculate, name="calculate"),
    path("planning/desk/<int:number>/review/<int:other>/", reviewing.review, name="review"),
    path(
        "planning/desk/<int:number>/review/<int:other>/taken/<int:first>/<int:last>/",
        reviewing.taken,
        name="review_taken",
    ),
    path("planning/disruptions/", disruptions.disruptions, name="disruptions"),
    path("planning/disruptions/<int:disruption>/remove/", disruptions.remove, name="remove_disruption"),
    path("planning/repairs/", disruptions.repair, name="start_repair"),
    path("planning/pins/favourites/", versions.pin_favourites, name="pin_favourites"),
    path("planning/pins/<uuid:activity>/", elsewhere.pin_elsewhere, name="pin_elsewhere"),
    path("planning/pins/<uuid:activity>/remove/", versions.unpin_activity, name="unpin"),
]
