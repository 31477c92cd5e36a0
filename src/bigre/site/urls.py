"""Addresses of the pages that read several contexts.

Pages about people and editions that need more than their own context are put together here, and keep the name of what
they show: `people:person`, `editions:edition`.
"""

from django.urls import path

from bigre.editions.urls import urlpatterns as editions_own
from bigre.people.urls import urlpatterns as people_own
from bigre.programme.views import imports

from .views import about, appearance, calendar, cooperatives, demo, home, me, people, source, today

app_name = "site"
urlpatterns = [
    path("", home.home, name="home"),
    path("today/", today.today, name="today"),
    path("programme/", today.current_programme, name="programme"),
    path("calendar/<str:secret>.ics", calendar.own_ics, name="calendar"),
    path("me/", me.me, name="me"),
    path("import/", imports.import_page, name="import"),
    path("import/template.xlsx", imports.import_template, name="import_template"),
    path("about/", about.about, name="about"),
    path("about/source/", source.source, name="source"),
    path("colours/", appearance.colour_scheme, name="colour_scheme"),
    path("components/", appearance.components, name="components"),
    path("demo/", demo.demo, name="demo"),
    path("demo/<int:pk>/", demo.become, name="become"),
    path("demo/mailbox/", demo.mailbox, name="mailbox"),
]

people_pages = (
    [
        path("", people.people, name="list"),
        path("<uuid:uuid>/", people.person, name="person"),
        path("cooperatives/", cooperatives.cooperatives, name="cooperatives"),
        path("cooperatives/<slug:slug>/", cooperatives.cooperative, name="cooperative"),
        *people_own,
    ],
    "people",
)

edition_pages = ([path("<slug:edition>/", home.edition, name="edition"), *editions_own], "editions")
