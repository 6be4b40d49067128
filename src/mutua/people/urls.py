from django.conf import settings
from django.urls import path

from mutua.people.views import imported, me, signin, welcome

app_name = "people"

urlpatterns = [
    path("sign-in/", signin.ask, name="sign-in"),
    path("sign-in/code/", signin.code, name="code"),
    path("sign-in/link/<str:token>/", signin.link, name="link"),
    path("sign-out/", signin.sign_out, name="sign-out"),
    path("first-operator/<str:token>/", signin.first_operator, name="first-operator"),
    path("welcome/", welcome.start, name="welcome"),
    path("welcome/why/", welcome.why, name="welcome-why"),
    path("welcome/skills/", welcome.skills, name="welcome-skills"),
    path("welcome/directions/", welcome.directions, name="welcome-directions"),
    path("welcome/about/", welcome.about, name="welcome-about"),
    path("me/", me.me, name="me"),
    path("me/visibility/", me.visibility, name="visibility"),
    path("me/listing/", me.listing, name="listing"),
    path("me/imported/", imported.correct, name="imported-correct"),
    path("me/apart/", me.apart, name="apart"),
    path("me/apart/<uuid:person_id>/lift/", me.lift, name="lift"),
    path("me/looks/", me.looks, name="looks"),
    path("me/language/", me.language, name="language"),
]
if settings.DEMO:
    urlpatterns.append(path("demo/<str:name>/<str:token>/", signin.demo, name="demo"))
