create table reading (station text, at timestamptz, stage_m double precision, flag char(1));
