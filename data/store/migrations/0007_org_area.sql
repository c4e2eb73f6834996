-- 党组织:办公面积,以 0.01 平方米计
ALTER TABLE org ADD COLUMN area BIGINT;
