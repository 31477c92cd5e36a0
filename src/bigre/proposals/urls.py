"""Addresses of this context."""

from django.urls import path

from .views import call, comments, merges, news, offered, proposals, suggestions, topics

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
    # Writing together.
    path("news/", news.news, name="news"),
    path("<uuid:uuid>/follow/", news.follow, name="follow"),
    path("<uuid:uuid>/mute/", news.mute, name="mute"),
    path("<uuid:uuid>/comments/", comments.say, name="say"),
    path("<uuid:uuid>/comments/<int:pk>/", comments.comment, name="comment"),
    path("<uuid:uuid>/comments/<int:pk>/remove/", comments.remove, name="remove_comment"),
    path("<uuid:uuid>/suggest/<slug:field>/", suggestions.suggest, name="suggest"),
    path("<uuid:uuid>/suggestions/<int:pk>/", suggestions.suggestion, name="suggestion"),
    path("<uuid:uuid>/suggestions/<int:pk>/accept/", suggestions.accept, name="accept_suggestion"),
    path("<uuid:uuid>/suggestions/<int:pk>/decline/", suggestions.decline, name="decline_suggestion"),
    path("merges/suggest/", merges.suggest, name="suggest_merge"),
    path("merges/<int:pk>/", merges.merge, name="merge"),
    path("merges/<int:pk>/agree/", merges.agree, name="agree_to_merge"),
    path("merges/<int:pk>/refuse/", merges.refuse, name="refuse_merge"),
    path("merges/<int:pk>/undo/", merges.undo, name="undo_merge"),
    path("topics/", topics.topics, name="topics"),
    path("topics/add/<slug:kind>/", topics.add_topic, name="add_topic"),
    path("topics/<int:pk>/", topics.topic, name="topic"),
    path("topics/<int:pk>/edit/", topics.edit_topic, name="edit_topic"),
    path("topics/<int:pk>/close/", topics.close_topic, name="close_topic"),
    path("topics/<int:pk>/free/", topics.free_topic, name="free_topic"),
    path("topics/<int:pk>/voice/", topics.voice, name="voice"),
    path("topics/<int:pk>/begin/", topics.begin, name="begin_proposal"),
    path("topics/<int:pk>/join/", topics.join, name="join_proposal"),
]
