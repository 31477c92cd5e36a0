"""Addresses of this context."""

from django.urls import path

from .views import call, leading, offered, own, proposals, similar, writing

app_name = "proposals"
urlpatterns = [
    path("", proposals.proposals, name="list"),
    path("<uuid:uuid>/", proposals.proposal, name="proposal"),
    path("new/", writing.new, name="new"),
    path("similar/", similar.similar, name="similar"),
    path("mine/", own.mine, name="mine"),
    path("mine/stay-away/", own.stay_away, name="stay_away"),
    path("resume/<str:secret>/", writing.resume, name="resume"),
    path("invitations/<str:secret>/", leading.invitation, name="invitation"),
    path("<uuid:uuid>/write/", writing.write, name="write"),
    path("<uuid:uuid>/steps/<slug:target>/", own.take_step, name="step"),
    path("<uuid:uuid>/resume-link/", own.resume_link, name="resume_link"),
    path("<uuid:uuid>/facilitators/", leading.facilitators, name="facilitators"),
    path("<uuid:uuid>/facilitators/leave/", leading.leave, name="leave"),
    path("<uuid:uuid>/facilitators/<uuid:who>/hand-over/", leading.hand_proposal_over, name="hand_over"),
    path("<uuid:uuid>/invitations/<int:pk>/take-back/", leading.take_back_invitation, name="take_back_invitation"),
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
