package org.bactrian.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/** Completion of commands, options and their values for bash, zsh and fish, made from the command line's model. */
final class Completions {
    private static final String MADE = "made from the command line's model; do not edit\n";
    private static final String LEVELS = "error warning notice info debug";

    private final Model model = new Model();

    /** What a value is, and so what completes it. */
    private enum Value {
        NONE,
        FILE,
        FOLDER,
        LEVEL,
        OTHER;

        static Value of(OptionSpec option) {
            return option.arity().max() == 0 ? NONE : switch (option.paramLabel()) {
                case "FILE" -> FILE;
                case "DIR", "FOLDER" -> FOLDER;
                case "LEVEL" -> LEVEL;
                default -> OTHER;
            };
        }
    }

    /** For {@code share/bash-completion/completions/bactrian}. */
    String bash() {
        StringBuilder text = new StringBuilder("# bash completion for bactrian; ").append(MADE).append("""
                _bactrian() {
                    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} command= words= i
                    for ((i = 1; i < COMP_CWORD; i++)); do
                        case ${COMP_WORDS[i]} in
                """);
        for (Command command : Command.values()) {
            text.append("            ").append(String.join("|", names(command))).append(") command=").append(command.word()).append("; break ;;\n");
        }
        text.append("        esac\n    done\n    COMPREPLY=()\n    case $prev in\n");
        byValue().forEach((value, names) -> text.append("        ").append(String.join("|", names)).append(") ").append(switch (value) {
            case FILE -> "mapfile -t COMPREPLY < <(compgen -f -- \"$cur\"); return ;;";
            case FOLDER -> "mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"); return ;;";
            case LEVEL -> "mapfile -t COMPREPLY < <(compgen -W '" + LEVELS + "' -- \"$cur\"); return ;;";
            default -> "return ;;";
        }).append('\n'));
        text.append("    esac\n    if [[ $cur == -* ]]; then\n        case $command in\n");
        for (Command command : Command.values()) {
            text.append("            ").append(command.word()).append(") words='").append(String.join(" ", optionNames(command))).append("' ;;\n");
        }
        return text.append("            *) words='").append(String.join(" ", optionNames(Command.values()))).append("' ;;\n        esac\n").append("""
                    elif [[ $prev == : && ${COMP_WORDS[COMP_CWORD-2]} == file && $cur == //* ]]; then
                        mapfile -t COMPREPLY < <(compgen -d -P // -- "${cur#//}")
                        return
                    elif [[ -z $command ]]; then
                        words='COMMANDS file:// swift://'
                    else
                        words='file:// swift://'
                    fi
                    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$cur"; [[ $cur == -* ]] || compgen -f -- "$cur")
                }
                complete -o filenames -F _bactrian bactrian
                """.replace("COMMANDS", "help " + String.join(" ", CommandWords.names()))).toString();
    }

    /** For {@code share/zsh/site-functions/_bactrian}. */
    String zsh() {
        StringBuilder text = new StringBuilder("#compdef bactrian\n# ").append(MADE).append("""
                local -a commands
                local command=
                commands=(
                """);
        for (Command command : Command.values()) {
            text.append("    ").append(quoted(command.word() + ":" + command.purpose())).append('\n');
        }
        text.append(")\ncase ${words[(r)(").append(Arrays.stream(Command.values()).flatMap(command -> names(command).stream())
                .collect(Collectors.joining("|"))).append(")]} in\n");
        for (Command command : Command.values()) {
            text.append("    ").append(String.join("|", names(command))).append(") command=").append(command.word()).append(" ;;\n");
        }
        text.append("    *) _describe -t commands command commands; _files; return ;;\nesac\ncase $command in\n");
        for (Command command : Command.values()) {
            text.append("    ").append(command.word()).append(")\n        _arguments -s -S \\\n");
            for (OptionSpec option : model.shown(command)) {
                for (String name : option.names()) {
                    text.append("            ").append(zsh(name, option)).append(" \\\n");
                }
            }
            text.append("            '*:word:_files' ;;\n");
        }
        return text.append("esac\n").toString();
    }

    private static String zsh(String name, OptionSpec option) {
        String description = "[" + description(option).replace("\\", "\\\\").replace("[", "\\[").replace("]", "\\]").replace(":", "\\:") + "]";
        String join = name.startsWith("--") ? "=" : "+";
        return quoted("*" + name + switch (Value.of(option)) {
            case NONE -> description;
            case FILE -> join + description + ":file:_files";
            case FOLDER -> join + description + ":folder:_files -/";
            case LEVEL -> join + description + ":level:(" + LEVELS + ")";
            case OTHER -> join + description + ":" + option.paramLabel().toLowerCase(java.util.Locale.ROOT) + ":";
        });
    }

    /** For {@code share/fish/vendor_completions.d/bactrian.fish}. */
    String fish() {
        StringBuilder text = new StringBuilder("# fish completion for bactrian; ").append(MADE);
        for (Command command : Command.values()) {
            text.append("complete -c bactrian -n __fish_use_subcommand -a ").append(command.word()).append(" -d ")
                    .append(fishQuoted(command.purpose())).append('\n');
        }
        model.spec().options().stream().filter(option -> !option.hidden()).forEach(option -> {
            String commands = Arrays.stream(Command.values()).filter(command -> model.shown(command).contains(option))
                    .flatMap(command -> names(command).stream()).collect(Collectors.joining(" "));
            text.append("complete -c bactrian -n '__fish_seen_subcommand_from ").append(commands).append('\'');
            for (String name : option.names()) {
                text.append(name.startsWith("--") ? " -l " : " -s ").append(name.replaceFirst("^--?", ""));
            }
            text.append(switch (Value.of(option)) {
                case NONE -> "";
                case FILE -> " -r -F";
                case FOLDER -> " -x -a '(__fish_complete_directories)'";
                case LEVEL -> " -x -a '" + LEVELS + "'";
                case OTHER -> " -x";
            }).append(" -d ").append(fishQuoted(description(option))).append('\n');
        });
        return text.toString();
    }

    private Map<Value, List<String>> byValue() {
        Map<Value, List<String>> names = new LinkedHashMap<>();
        for (Value value : Value.values()) {
            List<String> found = model.spec().options().stream().filter(option -> !option.hidden() && Value.of(option) == value)
                    .flatMap(option -> Arrays.stream(option.names())).sorted().toList();
            if (value != Value.NONE && !found.isEmpty()) {
                names.put(value, found);
            }
        }
        return names;
    }

    private List<String> optionNames(Command... commands) {
        return Arrays.stream(commands).flatMap(command -> model.shown(command).stream()).flatMap(option -> Arrays.stream(option.names()))
                .distinct().sorted().toList();
    }

    private static List<String> names(Command command) {
        return Stream.concat(Stream.of(command.word()), command.aliases().stream()).toList();
    }

    private static String description(OptionSpec option) {
        return String.join(" ", option.description());
    }

    /** In single quotes, for bash and zsh. */
    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }

    /** In single quotes, where fish takes a backslash before a quote or another backslash. */
    private static String fishQuoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
