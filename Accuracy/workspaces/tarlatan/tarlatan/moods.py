"""A mood that drifts. Kept in a pickle between runs."""
import pickle

WORDS = ["even", "brisk", "wistful", "cross"]

def current(path):
    try:
        m = pickle.loads(path.read_bytes())
    except FileNotFoundError:
        m = {"i": 0, "since": None}
    return f"Today you feel {WORDS[m['i'] % 4]}."
