"""What people type about invitations, and coordinators about programmes."""
