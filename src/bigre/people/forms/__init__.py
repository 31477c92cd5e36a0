"""What people type about themselves, and what they look for."""

from .directory import DirectoryForm
from .occupation import OccupationForm
from .privacy import PrivacyForm
from .profile import ProfileForm
from .signup import SignupForm

__all__ = ["DirectoryForm", "OccupationForm", "PrivacyForm", "ProfileForm", "SignupForm"]
