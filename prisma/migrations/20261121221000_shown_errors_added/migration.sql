-- Why an image cannot be shown: a worker has tried.
ALTER TABLE images ADD COLUMN shown_error text;
