"""One page: who has read mine."""

from django.urls import path

from rodfaest.texts import views

app_name = "texts"
urlpatterns = [path("mit/laest/", views.reading_list, name="reading_list")]
