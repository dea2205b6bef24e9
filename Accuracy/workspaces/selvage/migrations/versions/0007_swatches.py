"""swatches
Revision ID: 0007
Revises: 0006
"""
from alembic import op
import sqlalchemy as sa
from pgvector.sqlalchemy import Vector
revision, down_revision = "0007", "0006"
def upgrade():
    op.create_table("swatch", sa.Column("id", sa.BigInteger, primary_key=True), sa.Column("member_id", sa.BigInteger), sa.Column("note", sa.Text), sa.Column("embedding", Vector(768)))
def downgrade():
    op.drop_table("swatch")
