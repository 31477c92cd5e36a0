"""Addresses of this context; `feeds` stand under each edition's own address."""

from django.urls import path, re_path

from .views import documentation, feeds, rest, tokens

app_name = "api"
urlpatterns = [
    path("", documentation.documentation, name="documentation"),
    path("openapi.json", documentation.openapi, name="openapi"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<int:pk>/revoke/", tokens.revoke_token, name="revoke_token"),
    path("", rest.api.urls),
    re_path("", rest.not_found, name="not_found"),
]

feed_pages = (
    [
        path("schedule.xml", feeds.schedule_xml, name="schedule_xml"),
        path("schedule.json", feeds.schedule_json, name="schedule_json"),
    ],
    "feeds",
)
