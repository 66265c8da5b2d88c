"""Reading responses from CSV and Parquet files."""
