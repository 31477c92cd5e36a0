"""The addresses of the site, context by context."""

from django.urls import include, path

from bigre.api.urls import feed_pages
from bigre.people.views.account import keys, no_passwords
from bigre.site.urls import edition_pages, people_pages

urlpatterns = [
    path("", include("bigre.site.urls")),
    path("api/", include("bigre.api.urls")),
    path("people/", include(people_pages)),
    path("editions/", include(edition_pages)),
    path("editions/<slug:edition>/", include(feed_pages)),
    path("editions/<slug:edition>/programme/", include("bigre.programme.urls")),
    path("editions/<slug:edition>/proposals/", include("bigre.proposals.urls")),
    path("editions/<slug:edition>/encounters/", include("bigre.encounters.urls.editions")),
    path("me/", include("bigre.encounters.urls.openness")),
    path("cooperations/", include("bigre.encounters.urls.cooperations")),
    path("account/password/<path:rest>", no_passwords),
    path("account/2fa/", keys),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
