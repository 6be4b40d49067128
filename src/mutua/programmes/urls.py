from django.urls import path

from mutua.programmes.views import answer, directory, find, imports, invite, programme

app_name = "programmes"

urlpatterns = [
    path("programmes/", programme.programmes, name="programmes"),
    path("programmes/new/", programme.new, name="new"),
    path("programmes/<uuid:programme_id>/setup/", programme.setup, name="setup"),
    path("programmes/<uuid:programme_id>/move/<slug:event>/", programme.move, name="move"),
    path("programmes/<uuid:programme_id>/join-link/", programme.join_link, name="join-link"),
    path("programmes/<uuid:programme_id>/coordinators/", programme.coordinators, name="coordinators"),
    path(
        "programmes/<uuid:programme_id>/coordinators/<uuid:person_id>/end/",
        programme.end_coordination,
        name="end-coordination",
    ),
    path("programmes/<uuid:programme_id>/people/", imports.upload, name="imports"),
    path("programmes/<uuid:programme_id>/people/template.<str:kind>", imports.template, name="list-template"),
    path("programmes/<uuid:programme_id>/people/<uuid:import_id>/", imports.detail, name="import"),
    path("programmes/<uuid:programme_id>/people/<uuid:import_id>/live/", imports.live, name="import-live"),
    path(
        "programmes/<uuid:programme_id>/people/<uuid:import_id>/problems.csv",
        imports.problems,
        name="import-problems",
    ),
    *(
        path(
            f"programmes/<uuid:programme_id>/people/<uuid:import_id>/{verb}/",
            imports.act,
            {"verb": verb},
            name=f"import-{verb}",
        )
        for verb in ("apply", "undo", "recheck", "cancel")
    ),
    path("welcome/reveal/", find.reveal, name="reveal"),
    path("find/", find.suggestions, name="find"),
    path("find/guide/", find.guide, name="guide"),
    path("find/<uuid:person_id>/", find.compare, name="compare"),
    path("find/<uuid:person_id>/invite/", invite.by_card, name="invite"),
    path("directory/", directory.directory, name="directory"),
    path("invite/", invite.by_address, name="invite-known"),
    path("invitations/<uuid:invitation_id>/", answer.invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/edit/", invite.edit, name="edit"),
    path("invitations/<uuid:invitation_id>/send/", invite.send, name="send"),
    path("invitations/<uuid:invitation_id>/withdraw/", invite.withdraw, name="withdraw"),
    path("invitations/<uuid:invitation_id>/chat-first/", answer.chat, name="chat-first"),
    path("invitations/<uuid:invitation_id>/decline/", answer.decline, name="decline"),
]
