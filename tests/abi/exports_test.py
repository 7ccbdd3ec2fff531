"""A plugin exports mortise_plugin_query and nothing else. Usage: exports_test.py LIBRARY..."""
import subprocess
import sys


def exported(library):
    output = subprocess.run(["nm", "-D", "--defined-only", "--format=just-symbols", library], check=True,
                            capture_output=True, text=True).stdout
    return {name.split("@")[0] for name in output.split()}


def main():
    libraries = sys.argv[1:]
    if not libraries:
        sys.exit("no library given")
    wrong = {library: exported(library) for library in libraries}
    wrong = {library: names for library, names in wrong.items() if names != {"mortise_plugin_query"}}
    for library, names in wrong.items():
        print(f"{library} exports {', '.join(sorted(names)) or 'nothing'}")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
