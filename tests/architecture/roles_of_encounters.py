"""Who opens each page of encounters and who writes there, in the words of `roles_table`."""

# Under editions/<slug:edition>/encounters/; the introduction, the meeting and the notes are the participant's.
ENCOUNTERS = {
    "": ("participants 404", "participants 404"),
    "<int:pk>/answer/": ("405", "asker 404"),
    "with/<uuid:who>/": ("asker 404", "asker 404"),
    "with/<uuid:who>/agree/": ("405", "asker 404"),
    "with/<uuid:who>/cancel/": ("405", "asker 404"),
    "with/<uuid:who>/met/": ("405", "asker 404"),
    "with/<uuid:who>/meeting.ics": ("asker 404", "asker 404"),
    "was-there/": ("members", "members"),
}

# Under editions/<slug:edition>/encounters/seating/.
SEATING = {
    "": ("planners 403", "planners 403"),
    "add/": ("planners 403", "planners 403"),
    "mine/": ("members", "members"),
    "<uuid:plan>/": ("planners 403", "planners 403"),
    "<uuid:plan>/publish/": ("405", "planners 403"),
    "<uuid:plan>/tell/": ("405", "planners 403"),
    "<uuid:plan>/withdraw/": ("405", "planners 403"),
    "<uuid:plan>/remove/": ("405", "planners 403"),
    "<uuid:plan>/cards.pdf": ("planners 403", "planners 403"),
    "<uuid:plan>/tables.pdf": ("planners 403", "planners 403"),
    "<uuid:plan>/constraints/": ("planners 403", "planners 403"),
    "<uuid:plan>/parties/<int:pk>/remove/": ("405", "planners 403"),
    "<uuid:plan>/needs/<int:pk>/remove/": ("405", "planners 403"),
    "<uuid:plan>/tables/<int:pk>/remove/": ("405", "planners 403"),
    "<uuid:plan>/seats/<int:pk>/unpin/": ("405", "planners 403"),
    "<uuid:plan>/join/": ("405", "participants 404"),
    "<uuid:plan>/leave/": ("405", "participants 404"),
    "<uuid:plan>/volunteers/": ("planners 403", "planners 403"),
    "<uuid:plan>/volunteers/<uuid:person>/remove/": ("405", "planners 403"),
    "<uuid:plan>/runs/": ("405", "planners 403"),
    "<uuid:plan>/runs/<int:pk>/": ("planners 403", "planners 403"),
    "<uuid:plan>/runs/<int:pk>/stop/": ("405", "planners 403"),
    "<uuid:plan>/rounds/<int:pk>/": ("planners 403", "planners 403"),
    "<uuid:plan>/rounds/<int:pk>/remove/": ("405", "planners 403"),
    "<uuid:plan>/rounds/<int:pk>/undo/": ("405", "planners 403"),
    "<uuid:plan>/rounds/<int:pk>/people/<uuid:person>/": ("planners 403", "planners 403"),
}

# Under me/.
OPENNESS = {
    "openness/": ("members", "members"),
    "openness/forget/": ("405", "members"),
    "openness/known/": ("members", "members"),
    "openness/not-with/": ("members", "members"),
    "openness/not-with/<uuid:uuid>/": ("405", "fellows 404"),
    "openness/not-with/<uuid:uuid>/take-back/": ("405", "members"),
    "met/": ("members", "members"),
    "met/<uuid:uuid>/": ("405", "asker 404"),
    # The participant says that they did a task with the facilitator.
    "met/tasks/<int:pk>/answer/": ("405", "leads 404"),
    "met/tasks/<int:pk>/take-back/": ("405", "asker 404"),
}

# Under cooperations/: the facilitator is a member of one that its members alone see, the participant is invited to it.
COOPERATIONS = {
    "": ("members", "members"),
    "new/": ("members", "members"),
    "network/": ("members", "members"),
    "reminders/<str:secret>/": ("everybody", "everybody"),
    "reminders/<str:secret>/line/": ("405", "everybody"),
    "reminders/<str:secret>/<slug:answer>/": ("everybody", "everybody"),
    "journal/<int:pk>/": ("leads 404", "leads 404"),
    "journal/<int:pk>/remove/": ("405", "leads 404"),
    # Whoever is invited is led to the invitation.
    "<uuid:uuid>/": ("concerned 404", "concerned 404"),
    "<uuid:uuid>/edit/": ("leads 404", "leads 404"),
    "<uuid:uuid>/state/": ("405", "leads 404"),
    "<uuid:uuid>/leave/": ("405", "leads 404"),
    "<uuid:uuid>/people/": ("leads 404", "leads 404"),
    "<uuid:uuid>/invitation/": ("concerned 404", "concerned 404"),
    "<uuid:uuid>/journal/": ("405", "leads 404"),
    "<uuid:uuid>/journal/<int:pk>/wanted/": ("leads 404", "leads 404"),
}

LINES = {
    **{f"me/{route}": line for route, line in OPENNESS.items()},
    **{f"editions/<slug:edition>/encounters/{route}": line for route, line in ENCOUNTERS.items()},
    **{f"editions/<slug:edition>/encounters/seating/{route}": line for route, line in SEATING.items()},
    **{f"cooperations/{route}": line for route, line in COOPERATIONS.items()},
}
