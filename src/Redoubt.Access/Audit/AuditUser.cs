using System.Text.Json;

namespace Redoubt.Access.Audit;

/// <summary>A user of an event (<c>authentication.k8s.io UserInfo</c>).</summary>
/// <param name="keepsMore">Whether UID and extra are of interest: they are of a user whom another acts as.</param>
internal sealed class AuditUser(bool keepsMore)
{
    private readonly TextBuffer _name = new();
    private readonly TextBuffer _groups = new();
    private readonly TextBuffer _group = new();
    private readonly TextBuffer _key = new();
    private readonly List<(string Key, string Value)> _extra = [];

    public bool IsEmpty => _name.IsEmpty;

    public TextBuffer Uid { get; } = new();

    public IReadOnlyList<(string Key, string Value)> Extra => _extra;

    /// <summary>The name and the groups, each with its length: the same for the same user.</summary>
    public ReadOnlySpan<char> Key
    {
        get
        {
            _key.Clear();
            _key.AppendSized(_name.Text);
            _key.Append(_groups.Text);
            return _key.Text;
        }
    }

    public void Clear()
    {
        _name.Clear();
        _groups.Clear();
        Uid.Clear();
        _extra.Clear();
    }

    /// <summary>Reads the object that is the value of the property.</summary>
    /// <param name="reader">Stands at the property.</param>
    /// <returns>Whether it was an object.</returns>
    public bool Read(ref Utf8JsonReader reader)
    {
        Clear();
        if (!reader.Enter())
        {
            return false;
        }

        while (reader.Next())
        {
            if (reader.ValueTextEquals("username"u8))
            {
                _name.Read(ref reader);
            }
            else if (reader.ValueTextEquals("groups"u8))
            {
                ReadGroups(ref reader);
            }
            else if (reader.ValueTextEquals("uid"u8) && keepsMore)
            {
                Uid.Read(ref reader);
            }
            else if (reader.ValueTextEquals("extra"u8) && keepsMore)
            {
                ReadExtra(ref reader);
            }
            else
            {
                reader.Read();
                reader.Skip();
            }
        }

        return true;
    }

    private void ReadGroups(ref Utf8JsonReader reader)
    {
        for (var inside = reader.EnterList(); inside && reader.NextItem();)
        {
            if (reader.TokenType == JsonTokenType.String)
            {
                _group.Clear();
                _group.Append(ref reader);
                _groups.AppendSized(_group.Text);
            }

            reader.Skip();
        }
    }

    private void ReadExtra(ref Utf8JsonReader reader)
    {
        for (var inside = reader.Enter(); inside && reader.Next();)
        {
            var key = reader.GetString()!;
            foreach (var value in reader.Strings())
            {
                _extra.Add((key, value));
            }
        }
    }
}
