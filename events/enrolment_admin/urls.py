"""The addresses of enrolments in the admin; none of them says who somebody is."""

from django.urls import path, re_path

from events.enrolment_admin import interested, lists, people, persons_data, writing

app_name = "enrolments"
UUID = r"(?P<enrolment>[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})"
urlpatterns = [
    path("personal-data/", persons_data.PersonalDataView.as_view(), name="personal_data"),
    path("enrolled/<uuid:uuid>/", persons_data.EnrolmentDataView.as_view(), name="enrolled_data"),
    path(
        "interested/<uuid:uuid>/", persons_data.InterestDataView.as_view(), name="interested_data"
    ),
    path("interested/", interested.TrainingsView.as_view(), name="interests"),
    path("interested/<int:training>/", interested.InterestedView.as_view(), name="interested"),
    re_path(
        r"^interested/(?P<training>[0-9]+)/interested\.(?P<ending>csv|xlsx)$",
        interested.ExportView.as_view(),
        name="interested_export",
    ),
    path("edition/<int:edition>/", lists.EnrolmentListView.as_view(), name="list"),
    path("edition/<int:edition>/add/", people.AddView.as_view(), name="add"),
    re_path(
        r"^edition/(?P<edition>[0-9]+)/enrolments\.(?P<ending>csv|xlsx)$",
        lists.ExportView.as_view(),
        name="export",
    ),
    path(
        "edition/<int:edition>/attendance/<int:day>/",
        lists.AttendanceView.as_view(),
        name="attendance",
    ),
    path("edition/<int:edition>/changes/", writing.ChangesView.as_view(), name="changes"),
    path("edition/<int:edition>/write/", writing.WriteView.as_view(), name="write"),
    re_path(rf"^{UUID}/$", people.PersonView.as_view(), name="person"),
    re_path(
        rf"^{UUID}/(?P<step>place|offer|extra|move|withdraw)/$",
        people.StepView.as_view(),
        name="step",
    ),
]
