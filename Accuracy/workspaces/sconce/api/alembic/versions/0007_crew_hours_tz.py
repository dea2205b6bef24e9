"""crew_hours: local day

Revision ID: 0007
Revises: 0006
"""
from alembic import op
revision, down_revision = "0007", "0006"

def upgrade():
    op.execute("ALTER TABLE crew_hours ALTER COLUMN day TYPE date")

def downgrade():
    op.execute("ALTER TABLE crew_hours ALTER COLUMN day TYPE timestamptz")
