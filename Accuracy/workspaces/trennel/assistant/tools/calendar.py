from google.oauth2.credentials import Credentials
from googleapiclient.discovery import build

def today():
    creds = Credentials.from_authorized_user_file('secrets/google/token.json')
    return build('calendar', 'v3', credentials=creds).events().list(calendarId='primary').execute()
