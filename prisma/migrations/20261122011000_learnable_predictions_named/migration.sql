-- The predictions whose images may become training data now: of someone who agrees to it, and neither they nor the image is on the way out. What makes
-- a dataset of people's images reads this view, never the table, so that the rule is in one place and looked at each time anew.
CREATE VIEW learnable_predictions AS
SELECT p.id, p.workspace_id, p.owner_id, p.image_id
FROM predictions p
JOIN users u ON u.id = p.owner_id AND u.training_consent AND u.deletion_at IS NULL
JOIN images i ON i.id = p.image_id AND i.deleted_at IS NULL
WHERE p.status = 'done';
