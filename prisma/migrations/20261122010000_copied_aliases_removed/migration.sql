-- Aliases that were copied when a workspace was made: nobody chose them, and they kept later promotions from it. The first workspace's hold instead.
DELETE FROM model_aliases WHERE workspace_id <> '01939000-0000-7000-8000-000000000001';
