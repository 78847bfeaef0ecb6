-- Pages and mails show the name: of the first workspace too, which nobody has named yet.
UPDATE workspaces SET name = 'Main' WHERE id = '01939000-0000-7000-8000-000000000001' AND name = 'default';
