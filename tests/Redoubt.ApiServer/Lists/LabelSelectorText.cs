using System.Text.Json.Nodes;
using Redoubt.ApiServer.Answers;

namespace Redoubt.ApiServer.Lists;

/// <summary>Reads a selector of labels as <c>k8s.io/apimachinery/pkg/labels</c> does: <c>app in (a, b), !old, tier!=x</c>.</summary>
internal sealed class LabelSelectorText(string text)
{
    private int _at;

    /// <summary>What is asked of labels.</summary>
    public List<Func<JsonObject?, bool>> Read()
    {
        var needs = new List<Func<JsonObject?, bool>>();
        if (Peek().Length == 0)
        {
            return needs;
        }

        do
        {
            needs.Add(Need());
        }
        while (Take(","));
        return Peek().Length == 0 ? needs : throw Wrong(Peek(), "',' or 'end of string'");
    }

    private Func<JsonObject?, bool> Need()
    {
        var isAbsent = Take("!");
        var key = Word();
        if (isAbsent)
        {
            return labels => labels?[key] is null;
        }

        var word = Peek();
        switch (word)
        {
            case "" or ",":
                return labels => labels?[key] is not null;
            case "=" or "==" or "!=":
                Next();
                var value = Peek() is "" or "," ? "" : Word();
                return labels => word == "!=" ? Value(labels, key) != value : Value(labels, key) == value;
            case "in" or "notin":
                Next();
                var values = Values();
                return labels => (Value(labels, key) is { } one && values.Contains(one)) == (word == "in");
            case ">" or "<":
                Next();
                var limit = long.Parse(Word(), System.Globalization.CultureInfo.InvariantCulture);
                return labels => long.TryParse(Value(labels, key), out var number) && (word == ">" ? number > limit : number < limit);
            default:
                throw Wrong(word, "in, notin, =, ==, !=, gt, lt");
        }
    }

    private List<string> Values()
    {
        if (!Take("("))
        {
            throw Wrong(Peek(), "'('");
        }

        var values = new List<string>();
        do
        {
            values.Add(Peek() is ")" or "," ? "" : Word());
        }
        while (Take(","));
        return Take(")") ? values : throw Wrong(Peek(), "',', or ')'");
    }

    private static string? Value(JsonObject? labels, string key) => (string?)labels?[key];

    private string Word() => Peek() is { Length: > 0 } word && (char.IsLetterOrDigit(word[0]) || word[0] is '_' or '.' or '/' or '-') ? Next() : throw Wrong(Peek(), "identifier");

    private bool Take(string word)
    {
        if (Peek() != word)
        {
            return false;
        }

        Next();
        return true;
    }

    private string Peek()
    {
        var at = _at;
        var word = Next();
        _at = at;
        return word;
    }

    private string Next()
    {
        while (_at < text.Length && text[_at] is ' ' or '\t')
        {
            _at++;
        }

        var start = _at;
        if (_at == text.Length)
        {
            return "";
        }

        if ("=!".Contains(text[_at], StringComparison.Ordinal) && _at + 1 < text.Length && text[_at + 1] == '=')
        {
            _at += 2;
        }
        else if ("=!<>(),".Contains(text[_at], StringComparison.Ordinal))
        {
            _at++;
        }
        else
        {
            while (_at < text.Length && !"=!<>(), \t".Contains(text[_at], StringComparison.Ordinal))
            {
                _at++;
            }
        }

        return text[start.._at];
    }

    private static RefusalException Wrong(string found, string expected) => RefusalException.BadRequest($"unable to parse requirement: found '{found}', expected: {expected}");
}
