using System.Buffers;
using System.Globalization;
using System.Text;

namespace Redoubt.Evidence.Tapes;

/// <summary>Reads what <see cref="NodePathWriter"/> writes, and CEL's selections; gives null for anything else.</summary>
internal ref struct NodePathReader(ReadOnlySpan<char> text, bool takesAny = false)
{
    private static readonly SearchValues<char> NoName = SearchValues.Create("'\"]=? ");

    private ReadOnlySpan<char> _rest = text;

    public PathStep[]? Read()
    {
        var steps = new List<PathStep>();
        while (!_rest.IsEmpty)
        {
            var step = _rest[0] == '[' ? ReadBracket() : ReadField(first: steps.Count == 0);
            if (step is null)
            {
                return null;
            }

            steps.Add(step.Value);
        }
        return [.. steps];
    }

    private PathStep? ReadField(bool first)
    {
        if (Take('.') == first)
        {
            return null;
        }

        Take('?');
        var end = _rest.IndexOfAny('.', '[');
        var name = end < 0 ? _rest : _rest[..end];
        // A hyphen is no part of a CEL name, but nothing else could be meant here.
        if (name.IsEmpty || name.ContainsAny(NoName))
        {
            return null;
        }

        _rest = _rest[name.Length..];
        return takesAny && name is "*" ? PathStep.Any : PathStep.Field(name.ToString());
    }

    private PathStep? ReadBracket()
    {
        Take('[');
        Take('?');
        if (_rest.IsEmpty)
        {
            return null;
        }

        if (_rest[0] is '\'' or '"')
        {
            return ReadQuoted() is { } key && Take(']') ? PathStep.Field(key) : null;
        }

        if (takesAny && _rest.StartsWith("*]"))
        {
            _rest = _rest[2..];
            return PathStep.Any;
        }

        var end = _rest.IndexOfAny('=', ']');
        if (end <= 0)
        {
            return null;
        }

        var name = _rest[..end].ToString();
        var match = _rest[end] == '=';
        _rest = _rest[(end + 1)..];
        if (match)
        {
            return ReadValue() is { } value && Take(']') ? PathStep.Match(name, value) : null;
        }

        return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var index) ? PathStep.Item(index) : null;
    }

    private string? ReadValue()
    {
        if (!_rest.IsEmpty && _rest[0] is '\'' or '"')
        {
            return ReadQuoted();
        }

        var end = _rest.IndexOf(']');
        if (end <= 0)
        {
            return null;
        }

        var value = _rest[..end].ToString();
        _rest = _rest[end..];
        return value;
    }

    private string? ReadQuoted()
    {
        var quote = _rest[0];
        var text = new StringBuilder();
        for (var at = 1; at < _rest.Length; at++)
        {
            if (_rest[at] == quote)
            {
                _rest = _rest[(at + 1)..];
                return text.ToString();
            }
            if (_rest[at] == '\\' && ++at == _rest.Length)
            {
                break;
            }

            text.Append(_rest[at]);
        }
        return null;
    }

    private bool Take(char expected)
    {
        if (_rest.IsEmpty || _rest[0] != expected)
        {
            return false;
        }

        _rest = _rest[1..];
        return true;
    }
}
