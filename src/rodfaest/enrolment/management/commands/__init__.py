"""`rodfaest check_queue` and `rodfaest give_all_free_places`."""
