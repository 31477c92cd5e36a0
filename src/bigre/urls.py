"""The addresses of the site, context by context."""

from django.urls import include, path

urlpatterns = [
    path("", include("bigre.site.urls")),
    path("api/", include("bigre.api.urls")),
    path("people/", include("bigre.people.urls")),
    path("editions/", include("bigre.editions.urls")),
    path("editions/<slug:edition>/programme/", include("bigre.programme.urls")),
    path("editions/<slug:edition>/proposals/", include("bigre.proposals.urls")),
    path("account/", include("allauth.urls")),
    path("language/", include("django.conf.urls.i18n")),
]
