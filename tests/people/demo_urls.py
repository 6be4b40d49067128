"""The addresses of people as they are in the demo, whose route is only there while MUTUA_DEMO is on."""

from django.urls import include, path

from mutua.conf.urls import urlpatterns as all_patterns
from mutua.people import urls
from mutua.people.views import signin

demo = path("demo/<str:name>/<str:token>/", signin.demo, name="demo")
urlpatterns = [path("", include(([*urls.urlpatterns, demo], "people"))), *all_patterns]
