"""forget requests"""
import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade():
    op.create_table("forget", sa.Column("member", sa.Text, primary_key=True), sa.Column("at", sa.DateTime(timezone=True)))
