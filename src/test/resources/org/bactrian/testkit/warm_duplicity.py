"""A duplicity that is started once and forked for each command line, with the libraries that it imports already loaded.

usage: warm_duplicity.py PROGRAM, the path of the installed duplicity (which is run, as a black box, never looked into)

Standard input brings one command after another: its length in decimal and a line feed, then that many bytes, which are fields with a
NUL after each: working folder, file for standard output, file for standard error (may be the same), number of variables, the
variables as NAME=VALUE (all there are), and the arguments. The answer is a line with the exit code on standard output, once the
command has ended, negative for a signal; SIGALRM stops what takes two minutes. The end of input ends the program.
"""
import atexit
import gc
import io
import locale
import os
import platform
import signal
import sys
import tempfile
import threading
import time
import traceback
import warnings

SECONDS = 120
PROGRAM = sys.argv[1]


def run(code):
    """Runs the program as the interpreter would, and gives its exit code."""
    exit_code = 0
    try:
        exec(code, {"__name__": "__main__", "__file__": PROGRAM})
    except SystemExit as end:
        exit_code = end.code if isinstance(end.code, int) else 0 if end.code is None else 1
    except BaseException:
        traceback.print_exc()
        exit_code = 1
    threading._shutdown()
    atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    return exit_code


def load(code):
    """Imports the libraries that a run imports, which a run in a child finds out.

    Not duplicity's own modules: loading them looks at the environment.
    """
    reader, writer = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reader)
        null = os.open(os.devnull, os.O_RDWR)
        for descriptor in range(3):
            os.dup2(null, descriptor)
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "source")
            os.mkdir(source)
            sys.argv = [PROGRAM, "full", "--dry-run", "--no-encryption", "--archive-dir", os.path.join(folder, "archive"), source,
                        "file://" + os.path.join(folder, "store")]
            run(code)
        os.write(writer, "\n".join(sys.modules).encode())
        os._exit(0)
    os.close(writer)
    with os.fdopen(reader) as names:
        modules = names.read().split("\n")
    os.waitpid(child, 0)
    for module in modules:
        if module.split(".")[0] == "duplicity":
            continue
        try:
            __import__(module)
        except ImportError:
            pass  # as the program does
    platform.uname().processor  # asks another program, and remembers


def text(descriptor, errors):
    """A standard stream as the interpreter opens it, in the encoding of this process's locale."""
    raw = io.BufferedWriter(io.FileIO(descriptor, "w", closefd=False))
    return io.TextIOWrapper(raw, encoding=locale.getpreferredencoding(False), errors=errors)


def become(fields):
    """Makes of this process what exec would have made of it."""
    cwd, out, err, variables = fields[0], fields[1], fields[2], int(fields[3])
    os.chdir(cwd)
    null = os.open(os.devnull, os.O_RDONLY)
    stdout = os.open(out, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    stderr = stdout if err == out else os.open(err, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    for descriptor, opened in enumerate((null, stdout, stderr)):
        os.dup2(opened, descriptor)
    os.closerange(3, 64)
    os.environb.clear()
    for variable in fields[4:4 + variables]:
        name, value = variable.split(b"=", 1)
        os.environb[name] = value
    time.tzset()
    locale.setlocale(locale.LC_CTYPE, "")
    sys.stdin = sys.__stdin__ = io.TextIOWrapper(io.FileIO(0, "r", closefd=False))
    sys.stdout = sys.__stdout__ = text(1, "strict")
    sys.stderr = sys.__stderr__ = text(2, "backslashreplace")
    sys.argv = [PROGRAM] + [os.fsdecode(argument) for argument in fields[4 + variables:]]
    signal.alarm(SECONDS)


def serve(code):
    """Forks for each command, until the end of input."""
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb", 0)
    while True:
        length = requests.readline()
        if not length:
            return
        fields = requests.read(int(length)).split(b"\0")[:-1]
        child = os.fork()
        if child == 0:
            become(fields)
            os._exit(run(code) & 0xFF)
        status = os.waitpid(child, 0)[1]
        answers.write(b"%d\n" % os.waitstatus_to_exitcode(status))


with open(PROGRAM, "rb") as program:
    CODE = compile(program.read(), PROGRAM, "exec", dont_inherit=True)
with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    load(CODE)
gc.collect()
gc.freeze()  # or each child's first collection would copy all of it
serve(CODE)
