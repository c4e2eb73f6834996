-- 党员大会 is called 支部党员大会, as clerks say it and the regulation does.
UPDATE meeting SET type = '支部党员大会' WHERE type = '党员大会';
