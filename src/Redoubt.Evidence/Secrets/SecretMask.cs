namespace Redoubt.Evidence.Secrets;

/// <summary>Masks in another program's message the secrets of what it was given: it may repeat a value that it does not like.</summary>
public sealed class SecretMask
{
    /// <summary>A shorter value stands in too many other words.</summary>
    private const int Shortest = 4;

    private readonly List<string> _secrets = [];

    /// <summary>Adds the secrets of a file of values: those under a name that promises one, and those that a text shows.</summary>
    /// <param name="root">The values.</param>
    public void Add(Node root)
    {
        var open = new Stack<(Node Value, bool Secret)>([(root, false)]);
        while (open.TryPop(out var next))
        {
            var secret = next.Secret || (next.Value.HasKey && SecretNames.Has(next.Value.Key));
            foreach (var child in next.Value.Kind == NodeKind.List ? next.Value.Items : next.Value.Fields)
            {
                open.Push((child, secret));
            }

            if (next.Value.Kind == NodeKind.String)
            {
                Add(next.Value.AsString()!, secret);
            }
            else if (secret && next.Value.Kind is NodeKind.Int or NodeKind.UInt or NodeKind.Double)
            {
                Add(next.Value.Tape.Source.Slice(next.Value.ValueOffset, next.Value.ValueLength).ToString(), secret);
            }
        }
    }

    /// <summary>Adds an assignment as a command line holds it: <c>database.password=x</c>.</summary>
    /// <param name="text">The assignment.</param>
    public void AddAssignment(string text)
    {
        var assign = text.IndexOf('=');
        Add(text[(assign + 1)..], assign > 0 && SecretNames.Has(text.AsSpan(0, assign)));
    }

    /// <summary>Adds a value whatever its name.</summary>
    /// <param name="value">The secret.</param>
    public void AddSecret(string value) => Add(value, secret: true);

    /// <summary>A text in which the secrets, and whatever in it looks like one, are masked.</summary>
    /// <param name="text">The text.</param>
    public string Safe(string text)
    {
        List<string> secrets = [.. _secrets];
        SecretFinder.Find(text, secrets);
        foreach (var secret in secrets.Where(secret => secret.Length >= Shortest).OrderByDescending(secret => secret.Length))
        {
            text = text.Replace(secret, Redactor.Mask, StringComparison.Ordinal);
        }

        return text;
    }

    private void Add(string value, bool secret)
    {
        if (!secret)
        {
            SecretFinder.Find(value, _secrets);
        }
        else if (SecretFinder.IsSecretValue(value))
        {
            _secrets.Add(value);
            // A message may repeat a text line by line.
            _secrets.AddRange(value.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
        }
    }
}
