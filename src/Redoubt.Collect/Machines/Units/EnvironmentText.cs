using System.Text;

namespace Redoubt.Collect.Machines.Units;

/// <summary>A file of variables as <c>EnvironmentFile=</c> reads it (systemd.exec(5)): like a shell's assignments, but nothing is expanded.</summary>
internal static class EnvironmentText
{
    private enum State
    {
        BeforeName,
        Comment,
        Name,
        BeforeValue,
        Value,
        Single,
        Double,
    }

    /// <summary>The variables in their order, with the line that each begins on.</summary>
    public static IEnumerable<(string Name, string Value, int Line)> Variables(string text)
    {
        var state = State.BeforeName;
        var (name, value) = (new StringBuilder(), new StringBuilder());
        var (line, first, kept) = (1, 1, 0);
        for (var i = 0; i <= text.Length; i++)
        {
            // The end of the text is the end of a line, also within quotes.
            var c = i < text.Length ? text[i] : '\n';
            if (c == '\n' && (i == text.Length || state is not (State.Single or State.Double)))
            {
                if (state is State.BeforeValue or State.Value or State.Single or State.Double)
                {
                    value.Length = kept;
                    yield return (name.ToString().Trim(), value.ToString(), first);
                }

                (name, value, kept, state) = (name.Clear(), value.Clear(), 0, State.BeforeName);
                line++;
                continue;
            }

            line += c == '\n' ? 1 : 0;
            switch (state)
            {
                case State.BeforeName when c is '#' or ';':
                    state = State.Comment;
                    break;
                case State.BeforeName when !char.IsWhiteSpace(c):
                    (state, first) = (State.Name, line);
                    name.Append(c);
                    break;
                case State.Name when c == '=':
                    state = State.BeforeValue;
                    break;
                case State.Name:
                    name.Append(c);
                    break;
                case State.BeforeValue or State.Value when c == '\\':
                    state = State.Value;
                    line += Escaped(text, ref i, value);
                    kept = value.Length;
                    break;
                case State.BeforeValue when c is '\'' or '"':
                    state = c == '\'' ? State.Single : State.Double;
                    break;
                case State.Single when c == '\'':
                case State.Double when c == '"':
                    state = State.BeforeValue;
                    break;
                case State.Double when c == '\\' && i + 1 < text.Length:
                    line += EscapedInQuotes(text[++i], value);
                    kept = value.Length;
                    break;
                case State.Single or State.Double:
                    value.Append(c);
                    kept = value.Length;
                    break;
                case State.BeforeValue when char.IsWhiteSpace(c):
                    break;
                case State.BeforeValue or State.Value:
                    state = State.Value;
                    value.Append(c);
                    // Blanks at the end go.
                    kept = char.IsWhiteSpace(c) ? kept : value.Length;
                    break;
            }
        }
    }

    /// <summary>A backslash outside of quotes: the next character stands for itself, the end of a line for nothing. Gives how many lines ended.</summary>
    private static int Escaped(string text, ref int i, StringBuilder value)
    {
        if (i + 1 >= text.Length)
        {
            return 0;
        }

        var next = text[++i];
        if (next == '\n')
        {
            return 1;
        }

        value.Append(next);
        return 0;
    }

    private static int EscapedInQuotes(char next, StringBuilder value)
    {
        if (next == '\n')
        {
            return 1;
        }

        value.Append(next is '"' or '\\' or '`' or '$' ? "" : "\\").Append(next);
        return 0;
    }
}
