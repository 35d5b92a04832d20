"""Who was there: one mark per seat and teaching day, made by the underviser in the room or typed in from the paper."""
