package org.bactrian.source.select;

/** One element of a parsed glob (spec 10). Immutable. */
sealed interface GlobToken {
    /** {@code *}: any run of characters but the slash. */
    record Star() implements GlobToken { }

    /** {@code **}: any run of characters. */
    record DoubleStar() implements GlobToken { }

    /** Something that stands for exactly one character. */
    sealed interface One extends GlobToken {
        /** Whether the code point is one of those this stands for. */
        boolean matches(int c);
    }

    /** A character that stands for itself, or for all its cases. */
    record Literal(int c, boolean ignoreCase) implements One {
        @Override
        public boolean matches(int other) {
            return other == c || ignoreCase && fold(other) == fold(c);
        }
    }

    /** {@code ?}: any character but the slash. */
    record AnyOne() implements One {
        @Override
        public boolean matches(int c) {
            return c != '/';
        }
    }

    /**
     * {@code […]}. A negated set matches the slash too, as duplicity's does.
     *
     * @param bounds  pairs of first and last code point
     * @param negated whether the characters in the ranges are those that do not match
     */
    record CharSet(int[] bounds, boolean negated, boolean ignoreCase) implements One {
        @Override
        public boolean matches(int c) {
            boolean in = contains(c) || ignoreCase
                    && (contains(fold(c)) || contains(Character.toLowerCase(c)) || contains(Character.toUpperCase(c)));
            return in != negated;
        }

        private boolean contains(int c) {
            for (int i = 0; i < bounds.length; i += 2) {
                if (bounds[i] <= c && c <= bounds[i + 1]) {
                    return true;
                }
            }
            return false;
        }
    }

    /** What all cases of a character have in common; agrees with Python's {@code re.IGNORECASE}. */
    static int fold(int c) {
        return c < 0x80 ? c >= 'A' && c <= 'Z' ? c + 32 : c : Character.toLowerCase(Character.toUpperCase(c));
    }
}
