"""Asks the compiler ($CC, or cc) for sizes, offsets and values."""
import os
import pathlib
import subprocess
import tempfile

from abi import fail

ABI = pathlib.Path(__file__).resolve().parents[3] / "core" / "abi"  # for contracts that build on base.h


def probe_source(contract, headers):
    """A C program that prints sizes, offsets and values, one a line."""
    lines = ["#include <stdio.h>"]
    lines += [f"#include <{contract.headers}/{h.name}.h>" for h in headers]
    lines.append("int main(void) {")
    for header in headers:
        for type_name, members in header.structs:
            lines.append(f'  printf("sizeof {type_name} %zu\\n", sizeof({type_name}));')
            for member, _ in members:
                path = f"{type_name}.{member}"
                lines.append(f'  printf("offset {path} %zu\\n", offsetof({type_name}, {member}));')
                lines.append(f'  printf("size {path} %zu\\n", sizeof((({type_name}*)0)->{member}));')
        for constant, value in header.constants:
            if not value.startswith('"'):
                lines.append(f'  printf("value {constant} %lld\\n", (long long)({constant}));')
    return "\n".join(lines + ["  return 0;", "}", ""])


def measure(contract, headers):
    """("sizeof" | "offset" | "size" | "value", name) → number."""
    compiler = os.environ.get("CC", "cc").split()
    with tempfile.TemporaryDirectory() as folder:
        source = pathlib.Path(folder) / "probe.c"
        program = pathlib.Path(folder) / "probe"
        source.write_text(probe_source(contract, headers))
        command = [*compiler, "-std=c11", f"-I{contract.root}", f"-I{ABI}", str(source), "-o", str(program)]
        if subprocess.run(command).returncode != 0:
            fail(f"the headers in {contract.folder} do not compile")
        output = subprocess.run([program], check=True, capture_output=True, text=True).stdout
    return {tuple(line.split()[:2]): int(line.split()[2]) for line in output.splitlines()}
