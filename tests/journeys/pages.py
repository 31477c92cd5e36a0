"""Every address of the site: which are pages, for whose eyes, and what the others are instead."""

from collections.abc import Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver

EDITION = "/editions/bigre-2022/"
PROGRAMME = f"{EDITION}programme/"
SEATING = f"{EDITION}encounters/seating/"
ANONYMOUS, ALICE, CHLOE = "anonymous", "alice", "chloe"
EVERYBODY = (ANONYMOUS, ALICE, CHLOE)


class Row(NamedTuple):
    """A page: the name of its address, an address that shows it, and who looks at it."""

    name: str
    address: str
    viewers: tuple[str, ...]


ROWS = (
    Row("site:home", "/", EVERYBODY),
    Row("site:today", "/today/", (ANONYMOUS, ALICE)),
    Row("site:me", "/me/", (ALICE, CHLOE)),
    Row("site:import", "/import/", (CHLOE,)),
    Row("site:about", "/about/", (ANONYMOUS,)),
    Row("site:components", "/components/", (ANONYMOUS,)),
    Row("site:demo", "/demo/", (ANONYMOUS,)),
    Row("site:mailbox", "/demo/mailbox/", (ANONYMOUS,)),
    Row("editions:list", "/editions/", (ANONYMOUS,)),
    Row("editions:edition", EDITION, (ANONYMOUS, CHLOE)),
    Row("people:list", "/people/", EVERYBODY),
    Row("people:list", "/people/?q=introuvable", (ANONYMOUS,)),
    Row("people:person", "/people/{bob}/", (ANONYMOUS, ALICE)),
    Row("people:person", "/people/{alice}/", (ALICE,)),
    Row("people:cooperatives", "/people/cooperatives/", (ANONYMOUS,)),
    Row("people:cooperative", "/people/cooperatives/{cooperative}/", (ANONYMOUS, ALICE)),
    Row("people:profile", "/people/profile/", (ALICE,)),
    Row("people:privacy", "/people/profile/privacy/", (ALICE,)),
    Row("people:add_occupation", "/people/profile/occupations/add/", (ALICE,)),
    Row("people:occupation", "/people/profile/occupations/{occupation}/", (ALICE,)),
    Row("openness:openness", "/me/openness/", (ALICE, CHLOE)),
    Row("openness:known", "/me/openness/known/", (ALICE,)),
    Row("openness:known", "/me/openness/known/?q=introuvable", (ALICE,)),
    Row("openness:not_with", "/me/openness/not-with/?q=bob", (ALICE,)),
    Row("openness:met", "/me/met/", (ALICE, CHLOE)),
    Row("openness:met", "/me/met/?q=dina", (ALICE,)),
    Row("openness:met", "/me/met/?q=introuvable", (ALICE,)),
    Row("encounters:introductions", f"{EDITION}encounters/", (ALICE,)),
    Row("encounters:meeting", EDITION + "encounters/with/{dina}/", (ALICE,)),
    Row("encounters:was_there", f"{EDITION}encounters/was-there/", (ALICE, CHLOE)),
    Row("programme:programme", PROGRAMME, EVERYBODY),
    Row("programme:programme", f"{PROGRAMME}?theme=ecologie&q=compost", (ANONYMOUS, ALICE)),
    Row("programme:programme", f"{PROGRAMME}?q=introuvable", (ANONYMOUS,)),
    Row("programme:programme", "/editions/empty/programme/", (ANONYMOUS,)),
    Row("programme:activity", PROGRAMME + "{activity}/", EVERYBODY),
    Row("programme:mine", f"{PROGRAMME}mine/", (ALICE, CHLOE)),
    Row("programme:planning", f"{PROGRAMME}planning/", (CHLOE,)),
    Row("programme:planning", "/editions/empty/programme/planning/", (CHLOE,)),
    Row("programme:run", PROGRAMME + "planning/runs/{done_run}/", (CHLOE,)),
    Row("programme:run", PROGRAMME + "planning/runs/{living_run}/", (CHLOE,)),
    Row("programme:run", PROGRAMME + "planning/runs/{failed_run}/", (CHLOE,)),
    Row("programme:version", f"{PROGRAMME}planning/versions/1/", (CHLOE,)),
    Row("programme:version", f"{PROGRAMME}planning/versions/2/", (CHLOE,)),
    Row("programme:version_grid", f"{PROGRAMME}planning/versions/2/grid/", (CHLOE,)),
    Row("programme:publish", f"{PROGRAMME}planning/versions/2/publish/", (CHLOE,)),
    Row("programme:run", PROGRAMME + "planning/runs/{proven_run}/", (CHLOE,)),
    Row("programme:run", PROGRAMME + "planning/runs/{repair_run}/", (CHLOE,)),
    Row("programme:elsewhere", PROGRAMME + "planning/versions/1/activities/{activity}/elsewhere/", (CHLOE,)),
    Row("programme:elsewhere", PROGRAMME + "planning/versions/2/activities/{left_out}/elsewhere/", (CHLOE,)),
    Row("programme:disruptions", f"{PROGRAMME}planning/disruptions/", (CHLOE,)),
    Row("programme:disruptions", "/editions/empty/programme/planning/disruptions/", (CHLOE,)),
    Row("proposals:list", f"{EDITION}proposals/", (ALICE, CHLOE)),
    Row("proposals:proposal", EDITION + "proposals/{proposal}/", (CHLOE,)),
    Row("proposals:new", "/editions/empty/proposals/new/", (ALICE,)),
    # One with its call closed, the other without a call: `not_open`.
    Row("proposals:new", f"{EDITION}proposals/new/", (ALICE,)),
    Row("proposals:mine", f"{EDITION}proposals/mine/", (ALICE,)),
    Row("proposals:mine", "/editions/empty/proposals/mine/", (ALICE,)),
    Row("proposals:stay_away", f"{EDITION}proposals/mine/stay-away/", (ALICE,)),
    Row("proposals:write", EDITION + "proposals/{draft}/write/", (ALICE,)),
    Row("proposals:facilitators", EDITION + "proposals/{draft}/facilitators/", (ALICE,)),
    Row("proposals:resume", EDITION + "proposals/resume/{resume_secret}/", (ANONYMOUS,)),
    Row("proposals:invitation", EDITION + "proposals/invitations/{invitation_secret}/", (ANONYMOUS, ALICE)),
    Row("proposals:call", f"{EDITION}proposals/call/", EVERYBODY),
    Row("proposals:call", "/editions/empty/proposals/call/", (ANONYMOUS, CHLOE)),
    Row("proposals:fairness", f"{EDITION}proposals/fairness/", (ANONYMOUS, ALICE)),
    Row("proposals:prepare_call", f"{EDITION}proposals/call/prepare/", (CHLOE,)),
    Row("proposals:prepare_call", "/editions/empty/proposals/call/prepare/", (CHLOE,)),
    Row("proposals:call_texts", f"{EDITION}proposals/call/prepare/texts/", (CHLOE,)),
    Row("proposals:add_offered", f"{EDITION}proposals/call/prepare/formats/add/", (CHLOE,)),
    Row("proposals:add_offered", f"{EDITION}proposals/call/prepare/themes/add/", (CHLOE,)),
    Row("proposals:offered", EDITION + "proposals/call/prepare/questions/{question}/", (CHLOE,)),
    Row("proposals:board", f"{EDITION}proposals/board/", (CHLOE,)),
    Row("proposals:board", "/editions/empty/proposals/board/", (CHLOE,)),
    Row("proposals:decide", EDITION + "proposals/board/decide/?chosen={proposal}", (CHLOE,)),
    Row("proposals:targets", f"{EDITION}proposals/board/targets/", (CHLOE,)),
    Row("proposals:announce_decisions", f"{EDITION}proposals/board/announce/", (CHLOE,)),
    Row("proposals:dates", f"{EDITION}proposals/dates/", (CHLOE,)),
    Row("proposals:mailings", f"{EDITION}proposals/mailings/", (CHLOE,)),
    Row("proposals:add_mailing", f"{EDITION}proposals/mailings/add/", (CHLOE,)),
    Row("proposals:mailing", EDITION + "proposals/mailings/{mailing}/", (CHLOE,)),
    Row("proposals:edit_mailing", EDITION + "proposals/mailings/{mailing}/edit/", (CHLOE,)),
    Row("proposals:outbox", f"{EDITION}proposals/outbox/", (CHLOE,)),
    Row("proposals:opinion", EDITION + "proposals/opinions/{opinion}/", (CHLOE,)),
    Row("programme:add_activity", f"{PROGRAMME}planning/add/", (CHLOE,)),
    Row("programme:words", f"{PROGRAMME}planning/words/", (CHLOE,)),
    Row("programme:words", "/editions/empty/programme/planning/words/", (CHLOE,)),
    Row("programme:desk", f"{PROGRAMME}planning/desk/2/", (CHLOE,)),
    Row("programme:desk", f"{PROGRAMME}planning/desk/2/?view=list", (CHLOE,)),
    Row("programme:desk", f"{PROGRAMME}planning/desk/2/?day=2022-08-22&view=list", (CHLOE,)),
    Row("programme:desk", f"{PROGRAMME}planning/desk/2/?day=2022-08-22", (CHLOE,)),
    Row("programme:drafts", f"{PROGRAMME}planning/versions/1/drafts/", (CHLOE,)),
    Row("programme:desk_activity", PROGRAMME + "planning/desk/2/activities/{activity}/", (CHLOE,)),
    Row("programme:review", f"{PROGRAMME}planning/desk/2/review/1/", (CHLOE,)),
    # Telling wishes.
    Row("proposals:wishes", f"{EDITION}proposals/wishes/", (ALICE,)),
    Row("proposals:wishes", "/editions/empty/proposals/wishes/", (CHLOE,)),
    Row("proposals:own_wishes", f"{EDITION}proposals/wishes/mine/", (ALICE,)),
    Row("proposals:wish_counts", f"{EDITION}proposals/wishes/counts/", (CHLOE,)),
    # Writing together.
    Row("proposals:news", f"{EDITION}proposals/news/", (ALICE,)),
    Row("proposals:news", "/editions/empty/proposals/news/", (CHLOE,)),
    Row("proposals:comment", EDITION + "proposals/{proposal}/comments/{comment}/", (ALICE,)),
    Row("proposals:suggest", EDITION + "proposals/{proposal}/suggest/text/", (ALICE,)),
    Row("proposals:suggestion", EDITION + "proposals/{proposal}/suggestions/{suggestion}/", (ALICE,)),
    Row("proposals:proposal", EDITION + "proposals/{part}/", (ALICE, CHLOE)),
    Row("proposals:suggest_merge", EDITION + "proposals/merges/suggest/?part={part}", (ALICE, CHLOE)),
    Row("proposals:suggest_merge", EDITION + "proposals/merges/suggest/?part={part}&part={other_part}", (CHLOE,)),
    Row("proposals:merge", EDITION + "proposals/merges/{merge}/", (ALICE,)),
    Row("proposals:topics", f"{EDITION}proposals/topics/", (ALICE,)),
    Row("proposals:topics", "/editions/empty/proposals/topics/", (CHLOE,)),
    Row("proposals:topic", EDITION + "proposals/topics/{topic}/", (ALICE, CHLOE)),
    Row("proposals:add_topic", f"{EDITION}proposals/topics/add/wanted/", (ALICE,)),
    Row("proposals:edit_topic", EDITION + "proposals/topics/{topic}/edit/", (ALICE,)),
    # Cooperating.
    Row("cooperations:mine", "/cooperations/", (ALICE, CHLOE)),
    Row("cooperations:new", "/cooperations/new/?with={bob}&with={chloe}", (ALICE,)),
    Row("cooperations:network", "/cooperations/network/", (ALICE, CHLOE)),
    Row("cooperations:network", "/cooperations/network/?cooperative={cooperative}&zoom=2&ties=since", (ALICE,)),
    Row("cooperations:network", "/cooperations/network/?edition=empty", (CHLOE,)),
    Row("cooperations:cooperation", "/cooperations/{cooperation}/", EVERYBODY),
    Row("cooperations:edit", "/cooperations/{cooperation}/edit/", (ALICE,)),
    Row("cooperations:people", "/cooperations/{cooperation}/people/?q=chlo", (ALICE,)),
    Row("cooperations:invitation", "/cooperations/{cooperation}/invitation/", (CHLOE,)),
    Row("cooperations:entry", "/cooperations/journal/{need}/", (ALICE,)),
    Row("cooperations:wanted", "/cooperations/{cooperation}/journal/{need}/wanted/", (ALICE,)),
    Row("cooperations:reminder", "/cooperations/reminders/question/", (ANONYMOUS, ALICE)),
    # Tables and groups that mix.
    Row("encounters:seating", f"{SEATING}", (CHLOE,)),
    Row("encounters:seating", "/editions/empty/encounters/seating/", (CHLOE,)),
    Row("encounters:add_seating", f"{SEATING}add/", (CHLOE,)),
    Row("encounters:own_tables", f"{SEATING}mine/", (ALICE, CHLOE)),
    Row("encounters:seating_plan", SEATING + "{tables}/", (CHLOE,)),
    Row("encounters:seating_plan", SEATING + "{empty_tables}/", (CHLOE,)),
    Row("encounters:seating_plan", SEATING + "{speed_meeting}/", (CHLOE,)),
    Row("encounters:seating_plan", SEATING + "{empty_speed_meeting}/", (CHLOE,)),
    Row("encounters:seating_constraints", SEATING + "{tables}/constraints/", (CHLOE,)),
    Row("encounters:seating_constraints", SEATING + "{speed_meeting}/constraints/", (CHLOE,)),
    Row("encounters:seating_volunteers", SEATING + "{speed_meeting}/volunteers/", (CHLOE,)),
    Row("encounters:seating_volunteers", SEATING + "{empty_speed_meeting}/volunteers/", (CHLOE,)),
    Row("encounters:seating_run", SEATING + "{tables}/runs/{seating_run}/", (CHLOE,)),
    Row("encounters:seating_run", SEATING + "{tables}/runs/{failed_seating}/", (CHLOE,)),
    Row("encounters:seating_round", SEATING + "{tables}/rounds/{dinner}/", (CHLOE,)),
    Row("encounters:seating_place", SEATING + "{tables}/rounds/{dinner}/people/{alice}/", (CHLOE,)),
    Row("api:documentation", "/api/", (ANONYMOUS,)),
    Row("api:tokens", "/api/tokens/", (ALICE,)),
    Row("account_login", "/account/login/", (ANONYMOUS,)),
    Row("account_signup", "/account/signup/", (ANONYMOUS,)),
    Row("account_request_login_code", "/account/login/code/", (ANONYMOUS,)),
    Row("account_inactive", "/account/inactive/", (ANONYMOUS,)),
    Row("account_email", "/account/email/", (ALICE,)),
    Row("account_logout", "/account/logout/", (ALICE,)),
    Row("mfa_list_webauthn", "/account/2fa/webauthn/", (ALICE,)),
    Row("mfa_add_webauthn", "/account/2fa/webauthn/add/", (ALICE,)),
)

# Nobody looks at these: what they are instead.
NOT_PAGES = {
    "a file": {
        "site:calendar", "site:import_template", "site:source", "api:openapi", "feeds:schedule_xml",
        "feeds:schedule_json", "encounters:meeting_ics", "programme:ics", "programme:day_sheet",
        "programme:activity_ics", "programme:export",
        "encounters:place_cards", "encounters:table_lists",
    },
    "an answer of the API": {
        "api:rest:editions", "api:rest:edition", "api:rest:activities", "api:rest:activity", "api:rest:timetable",
        "api:rest:people", "api:rest:person", "api:rest:me", "api:rest:api-root", "api:not_found",
    },
    "an act, which leads to a page": {
        "site:colour_scheme", "site:become", "api:revoke_token", "people:remove_occupation", "programme:open_calendar",
        "programme:close_calendar", "programme:favourite", "programme:start_run", "programme:stop_run",
        "programme:pin", "programme:pin_favourites", "programme:unpin", "programme:pin_elsewhere",
        "programme:remove_disruption", "programme:start_repair", "set_language",
        "programme:answer_words", "programme:take_all_words", "proposals:note_consent",
        "proposals:announce_call", "proposals:take_back_call", "proposals:remove_offered", "proposals:retire_offered",
        "proposals:bring_back_offered", "proposals:blind", "proposals:send_mailing", "proposals:try_again",
        "proposals:add_note", "proposals:ask_opinion",
        "proposals:follow", "proposals:mute", "proposals:say",
        "proposals:remove_comment", "proposals:accept_suggestion", "proposals:decline_suggestion",
        "proposals:agree_to_merge", "proposals:refuse_merge", "proposals:undo_merge", "proposals:close_topic",
        "proposals:free_topic",
        "proposals:voice", "proposals:begin_proposal", "proposals:join_proposal",
        "proposals:step", "proposals:resume_link", "proposals:leave",
        "proposals:hand_over", "proposals:take_back_invitation", "proposals:wish",
        "openness:forget", "openness:say_not_with", "openness:take_back", "openness:remember",
        "openness:answer_task", "openness:take_back_task",
        "encounters:answer", "encounters:agree", "encounters:cancel", "encounters:say_met",
        "programme:open_desk", "programme:desk_move", "programme:desk_pin", "programme:desk_undo",
        "programme:desk_redo", "programme:calculate",
        "cooperations:state", "cooperations:leave", "cooperations:write", "cooperations:remove_entry",
        "cooperations:line",
        "encounters:publish_seating", "encounters:tell_seating", "encounters:withdraw_seating",
        "encounters:remove_seating",
        "encounters:remove_seating_party", "encounters:remove_seating_need", "encounters:remove_seating_table",
        "encounters:remove_seating_round",
        "encounters:join_seating", "encounters:leave_seating", "encounters:remove_volunteer",
        "encounters:unpin_seat", "encounters:start_seating", "encounters:stop_seating", "encounters:undo_seating",
    },
    "a part of a page": {"people:towns", "proposals:similar", "programme:desk_conflicts"},
    "what the script of a page reads": {"programme:desk_places", "programme:desk_since"},
    "a way to another page": {"site:programme"},
    "a step that a journey walks": {
        "account_confirm_login_code", "account_email_verification_sent", "programme:review_taken",
        "cooperations:answer",
    },
    "nothing here: nobody has a password or a second proof": {
        "account_change_password", "account_set_password", "account_reset_password", "account_reset_password_done",
        "account_reset_password_from_key", "account_reset_password_from_key_done", "account_reauthenticate",
        "mfa_index", "mfa_authenticate", "mfa_reauthenticate", "mfa_reauthenticate_webauthn", "mfa_login_webauthn",
    },
    "a page of a passkey, which a browser without one cannot have": {"mfa_remove_webauthn", "mfa_edit_webauthn"},
}  # fmt: skip


def names(resolver: URLResolver | None = None, namespace: str = "") -> Iterator[str]:
    """The name of every address of the site."""
    patterns: list[Any] = (resolver or get_resolver()).url_patterns
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            if pattern.name:
                yield namespace + pattern.name
        else:
            yield from names(pattern, f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace)
