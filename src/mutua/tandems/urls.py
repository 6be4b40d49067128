from __future__ import annotations

from django.urls import path

from mutua.tandems.views import agreement, begin, boundaries, goals, parts

app_name = "tandems"
urlpatterns = [
    path("invitations/<uuid:invitation_id>/accept/", begin.accept, name="accept"),
    path("proposals/<uuid:proposal_id>/yes/", begin.accept_proposed, name="accept-proposal"),
    path("tandems/<uuid:tandem_id>/agreement/", agreement.agreement, name="agreement"),
    path("tandems/<uuid:tandem_id>/agreement/mine/", parts.mine, name="mine"),
    path("tandems/<uuid:tandem_id>/agreement/together/", parts.together, name="together"),
    path("tandems/<uuid:tandem_id>/agreement/frame/", parts.frame, name="frame"),
    path("tandems/<uuid:tandem_id>/agreement/propose/", agreement.propose, name="propose"),
    path("tandems/<uuid:tandem_id>/agreement/versions/<int:number>/", agreement.version, name="version"),
    path("tandems/<uuid:tandem_id>/goals/", goals.goals, name="goals"),
    path("tandems/<uuid:tandem_id>/goals/new/", goals.new_goal, name="new-goal"),
    path("tandems/<uuid:tandem_id>/goals/<uuid:goal_id>/", goals.edit_goal, name="edit-goal"),
    path("tandems/<uuid:tandem_id>/goals/<uuid:goal_id>/end/", goals.end_goal, name="end-goal"),
    path("tandems/<uuid:tandem_id>/goals/<uuid:goal_id>/promise/", goals.promise, name="promise"),
    path("tandems/<uuid:tandem_id>/boundaries/", boundaries.boundaries, name="boundaries"),
]
