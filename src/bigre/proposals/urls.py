"""Addresses of this context."""

from django.urls import path

from .views import call, offered, proposals, writing

app_name = "proposals"
urlpatterns = [
    path("", proposals.proposals, name="list"),
    path("new/", writing.new, name="new"),
    path("<uuid:uuid>/", proposals.proposal, name="proposal"),
    path("<uuid:uuid>/write/", writing.write, name="write"),
    path("resume/<str:secret>/", writing.resume, name="resume"),
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
]
