from django.urls import path

from mutua.rounds.views import board, circle, link, mine, preview, review, run

app_name = "rounds"

urlpatterns = [
    path("programmes/<uuid:programme_id>/", board.programme, name="programme"),
    path("programmes/<uuid:programme_id>/weights/", preview.weights, name="weights"),
    path("programmes/<uuid:programme_id>/rounds/new/", board.new, name="new"),
    path("circles/new/", circle.new, name="new-circle"),
    path("circles/join/<slug:key>/", circle.join, name="join-circle"),
    path("circles/<uuid:circle_id>/", circle.show, name="circle"),
    path("circles/<uuid:circle_id>/match/", circle.match, name="match-circle"),
    path("join/<slug:key>/", link.join_by_link, name="join-by-link"),
    path("rounds/<uuid:round_id>/", board.board, name="round"),
    path("rounds/<uuid:round_id>/edit/", board.edit, name="edit"),
    path("rounds/<uuid:round_id>/move/<slug:event>/", board.move, name="move"),
    path("rounds/<uuid:round_id>/cancel/", board.cancel, name="cancel"),
    path("rounds/<uuid:round_id>/people/", board.people, name="people"),
    path("rounds/<uuid:round_id>/preview/", preview.show, name="preview"),
    path("rounds/<uuid:round_id>/run/", run.prepare, name="run"),
    path("rounds/<uuid:round_id>/run/<uuid:run_id>/", run.progress, name="progress"),
    path("rounds/<uuid:round_id>/run/<uuid:run_id>/live/", run.live, name="live"),
    path("rounds/<uuid:round_id>/run/<uuid:run_id>/stop/", run.stop, name="stop"),
    path("rounds/<uuid:round_id>/scenarios/<int:scenario_id>/choose/", run.choose, name="choose"),
    path("rounds/<uuid:round_id>/review/", review.review, name="review"),
    path("rounds/<uuid:round_id>/review/undo/", review.undo, name="undo"),
    path("rounds/<uuid:round_id>/review/send/", review.send, name="send"),
    path("rounds/<uuid:round_id>/review/waiting/<uuid:person_id>/", review.join, name="place"),
    path("review/<uuid:proposal_id>/", review.draft, name="draft"),
    path("review/<uuid:proposal_id>/lock/", review.lock, name="lock"),
    path("review/<uuid:proposal_id>/split/", review.split, name="split"),
    path("review/<uuid:proposal_id>/swap/", review.swap, name="swap"),
    path("rounds/<uuid:round_id>/mine/", mine.mine, name="mine"),
    path("rounds/<uuid:round_id>/join/", mine.join, name="join"),
    path("rounds/<uuid:round_id>/leave/", mine.leave, name="leave"),
    path("rounds/<uuid:round_id>/wishes/", mine.wish, name="wishes"),
    path("rounds/<uuid:round_id>/wishes/forget/", mine.forget, name="forget"),
    path("rounds/<uuid:round_id>/wishes/<uuid:person_id>/", mine.mark, name="mark"),
    path("proposals/<uuid:proposal_id>/", mine.proposal, name="proposal"),
    path("proposals/<uuid:proposal_id>/no/", mine.decline, name="decline"),
]
