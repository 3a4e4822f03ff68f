package org.bactrian.cli.option;

import java.util.List;
import java.util.Locale;
import org.bactrian.log.Level;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** What the options' arguments may be; anything else is a usage error before any work. All stateless. */
final class Values {
    private Values() {
    }

    private static int integer(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            throw new TypeConversionException("invalid integer value: '" + text + "'");
        }
    }

    /** 1 and up. */
    static final class Positive implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int value = integer(text);
            if (value <= 0) {
                throw new TypeConversionException("must be greater than zero, not " + value);
            }
            return value;
        }
    }

    /** 0 and up. */
    static final class NotNegative implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int value = integer(text);
            if (value < 0) {
                throw new TypeConversionException("must not be negative, but is " + value);
            }
            return value;
        }
    }

    /** A level of compression; {@code fast} is the one beyond the numbers. */
    static final class Compression implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            Integer level = SealGroup.level(text);
            if (level == null) {
                throw new TypeConversionException("must be a number from 0 to 9, or fast, not '" + text + "'");
            }
            return level;
        }
    }

    /** A file descriptor that can be written to. */
    static final class Descriptor implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int value = integer(text);
            if (value <= 0) {
                throw new TypeConversionException("log-fd must be greater than zero.");
            }
            return value;
        }
    }

    /** A set's number counted from the latest; −1 for all. */
    static final class SetIndex implements ITypeConverter<Integer> {
        @Override
        public Integer convert(String text) {
            int value = integer(text);
            if (value < -1) {
                throw new TypeConversionException("must be -1 or greater, not " + value);
            }
            return value;
        }
    }

    /** Seconds since 1970. */
    static final class Seconds implements ITypeConverter<Long> {
        /** The last second of the year 9999: dates beyond it have no name of 16 characters. */
        private static final long LAST = 253_402_300_799L;

        @Override
        public Long convert(String text) {
            try {
                long value = Long.parseLong(text.strip());
                if (value >= 0 && value <= LAST) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // said below
            }
            throw new TypeConversionException("invalid number of seconds since 1970: '" + text + "'");
        }
    }

    /** Which metadata is copied. */
    static final class SyncMode implements ITypeConverter<String> {
        @Override
        public String convert(String text) {
            if (text.equals("full") || text.equals("partial")) {
                return text;
            }
            throw new TypeConversionException("invalid choice: '" + text + "' (choose from 'full', 'partial')");
        }
    }

    /** A number, or a level's name or its first letter, in any case. */
    static final class Verbosity implements ITypeConverter<Integer> {
        private static final List<Level> LEVELS = List.of(Level.values());

        @Override
        public Integer convert(String text) {
            if (text.matches("[0-9]")) {
                return Integer.parseInt(text);
            }
            String word = text.toLowerCase(Locale.ROOT);
            for (Level level : LEVELS) {
                String name = level.name().toLowerCase(Locale.ROOT);
                if (word.equals(name) || word.equals(name.substring(0, 1))) {
                    return level.verbosity();
                }
            }
            throw new TypeConversionException("Verbosity must be one of: digit [0-9], character [ewnid], or word"
                    + " ['error', 'warning', 'notice', 'info', 'debug'].");
        }
    }
}
