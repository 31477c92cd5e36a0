"""Addresses of this context."""

from django.urls import path

from .views import board, call, dates, decisions, mailings, offered, proposals, team

app_name = "proposals"
urlpatterns = [
    path("", proposals.proposals, name="list"),
    path("<uuid:uuid>/", proposals.proposal, name="proposal"),
    path("call/", call.call, name="call"),
    path("call/prepare/", call.prepare_call, name="prepare_call"),
    path("call/prepare/texts/", call.call_texts, name="call_texts"),
    path("call/prepare/announce/", call.announce, name="announce_call"),
    path("call/prepare/take-back/", call.take_back, name="take_back_call"),
    path("call/prepare/<slug:kind>/add/", offered.add_offered, name="add_offered"),
    path("call/prepare/<slug:kind>/<int:pk>/", offered.offered, name="offered"),
    path("call/prepare/<slug:kind>/<int:pk>/remove/", offered.remove, name="remove_offered"),
    path("call/prepare/<slug:kind>/<int:pk>/retire/", offered.retire, name="retire_offered"),
    path("call/prepare/<slug:kind>/<int:pk>/bring-back/", offered.bring_back, name="bring_back_offered"),
    # The team at work.
    path("board/", board.board, name="board"),
    path("board/decide/", board.decide, name="decide"),
    path("board/blind/", board.blind, name="blind"),
    path("board/targets/", board.targets, name="targets"),
    path("board/announce/", decisions.announce, name="announce_decisions"),
    path("dates/", dates.dates, name="dates"),
    path("mailings/", mailings.mailings, name="mailings"),
    path("mailings/add/", mailings.add_mailing, name="add_mailing"),
    path("mailings/<int:pk>/", mailings.mailing, name="mailing"),
    path("mailings/<int:pk>/edit/", mailings.edit_mailing, name="edit_mailing"),
    path("mailings/<int:pk>/send/", mailings.send, name="send_mailing"),
    path("outbox/", mailings.outbox, name="outbox"),
    path("outbox/<int:pk>/try-again/", mailings.try_again, name="try_again"),
    path("opinions/<int:pk>/", team.opinion, name="opinion"),
    path("<uuid:uuid>/notes/", team.add_note, name="add_note"),
    path("<uuid:uuid>/opinions/", team.ask, name="ask_opinion"),
]
