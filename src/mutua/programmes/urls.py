from django.urls import path

from mutua.programmes.views import answer, find, invite

app_name = "programmes"

urlpatterns = [
    path("welcome/reveal/", find.reveal, name="reveal"),
    path("find/", find.suggestions, name="find"),
    path("find/guide/", find.guide, name="guide"),
    path("find/<uuid:person_id>/", find.compare, name="compare"),
    path("find/<uuid:person_id>/invite/", invite.by_card, name="invite"),
    path("invite/", invite.by_address, name="invite-known"),
    path("invitations/<uuid:invitation_id>/", answer.invitation, name="invitation"),
    path("invitations/<uuid:invitation_id>/edit/", invite.edit, name="edit"),
    path("invitations/<uuid:invitation_id>/send/", invite.send, name="send"),
    path("invitations/<uuid:invitation_id>/withdraw/", invite.withdraw, name="withdraw"),
    path("invitations/<uuid:invitation_id>/chat-first/", answer.chat, name="chat-first"),
    path("invitations/<uuid:invitation_id>/decline/", answer.decline, name="decline"),
]
