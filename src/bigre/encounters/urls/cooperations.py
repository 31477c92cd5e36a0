"""Addresses of cooperations and of the network that they draw."""

from django.urls import path

from bigre.encounters.views import cooperations, invitations, journal, network, reminders

app_name = "cooperations"
urlpatterns = [
    path("", cooperations.mine, name="mine"),
    path("new/", cooperations.new, name="new"),
    path("network/", network.network, name="network"),
    path("reminders/<str:secret>/", reminders.reminder, name="reminder"),
    path("reminders/<str:secret>/line/", reminders.line, name="line"),
    path("reminders/<str:secret>/<slug:answer>/", reminders.answer, name="answer"),
    path("journal/<int:pk>/", journal.entry, name="entry"),
    path("journal/<int:pk>/remove/", journal.remove, name="remove_entry"),
    path("<uuid:uuid>/", cooperations.cooperation, name="cooperation"),
    path("<uuid:uuid>/edit/", cooperations.edit, name="edit"),
    path("<uuid:uuid>/state/", cooperations.state, name="state"),
    path("<uuid:uuid>/leave/", cooperations.leave, name="leave"),
    path("<uuid:uuid>/people/", invitations.people, name="people"),
    path("<uuid:uuid>/invitation/", invitations.invitation, name="invitation"),
    path("<uuid:uuid>/journal/", journal.write, name="write"),
    path("<uuid:uuid>/journal/<int:pk>/wanted/", journal.wanted, name="wanted"),
]
