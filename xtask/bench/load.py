"""DuckDB's way of the same load: read_csv into a Parquet file. Tells its version, the rows and the seconds.

The columns get the types that the warehouse has, so that nobody has to guess, and the file its compression.
"""

import sys
import time

import duckdb

from client import tell

csv, parquet = sys.argv[1:]
money, text = "DECIMAL(18,2)", "VARCHAR"
types = {
    "日期": "DATE",
    "时间": "TIME",
    "数量": "DECIMAL(18,3)",
    **dict.fromkeys(["原价金额", "优惠金额", "金额", "成本"], money),
    **dict.fromkeys(["门店编码", "渠道编码", "专柜编码", "品牌编码", "品类编码", "单品编码"], text),
    **dict.fromkeys(["小票号", "会员号", "是否退货"], text),
}
begun = time.perf_counter()
duckdb.execute(f"COPY (SELECT * FROM read_csv('{csv}', types = {types})) TO '{parquet}' (FORMAT parquet, COMPRESSION zstd)").fetchall()
seconds = time.perf_counter() - begun
tell(duckdb.__version__, *duckdb.execute(f"SELECT count(*) FROM '{parquet}'").fetchone(), seconds)
