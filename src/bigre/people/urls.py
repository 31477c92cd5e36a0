"""Addresses of pages about oneself; those about others need editions and programmes: see `bigre.site.urls`."""

from django.urls import path

from .views import occupations, profile, towns

app_name = "people"
urlpatterns = [
    path("profile/", profile.profile, name="profile"),
    path("profile/privacy/", profile.privacy, name="privacy"),
    path("profile/occupations/add/", occupations.add_occupation, name="add_occupation"),
    path("profile/occupations/<int:pk>/", occupations.occupation, name="occupation"),
    path("profile/occupations/<int:pk>/remove/", occupations.remove_occupation, name="remove_occupation"),
    path("towns/", towns.towns, name="towns"),
]
