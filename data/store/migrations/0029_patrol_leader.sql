-- Who led a round of the watch.
ALTER TABLE safety ADD COLUMN leader TEXT;
