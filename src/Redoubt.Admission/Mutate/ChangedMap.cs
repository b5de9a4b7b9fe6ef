using Redoubt.Cel;
using Redoubt.Evidence.Tapes;

namespace Redoubt.Admission.Mutate;

/// <summary>
/// A map of a tape with some fields set or taken away: what is not changed is read where it stands, and what is not known of the map stays
/// unknown. Handle 0 is the map, n the n-th change, and what comes after that the tape's own handles.
/// </summary>
internal sealed class ChangedMap : ValueSource
{
    private readonly ValueSource _source;
    private readonly int _map;
    private readonly (string Name, CelValue Value)[] _changes;

    // Where a changed field stands among the entries of the map; None for one that is new.
    private readonly int[] _places;

    private ChangedMap(ValueSource source, int map, (string Name, CelValue Value)[] changes)
    {
        (_source, _map, _changes) = (source, map, changes);
        _places = Array.ConvertAll(changes, change => Place(change.Name));
    }

    /// <summary>A map with one field set, in its place or at the end.</summary>
    public static CelValue With(CelValue map, string name, CelValue value) => With(map, [(name, value)]);

    /// <summary>A map without a field.</summary>
    public static CelValue Without(CelValue map, string name) => With(map, [(name, default)]);

    /// <summary>A map with fields set, each in its place or at the end; one that is set to what is absent is taken away.</summary>
    /// <param name="map">The map.</param>
    /// <param name="changes">The fields, each once.</param>
    public static CelValue With(CelValue map, IReadOnlyList<(string Name, CelValue Value)> changes)
    {
        if (changes.Count == 0)
        {
            return map;
        }

        if (!map.TryGetSource(out var source, out var handle))
        {
            return Copied(map, changes);
        }

        // A changed map is changed further, and not laid under another.
        var earlier = source as ChangedMap;
        var all = new OrderedDictionary<string, CelValue>(StringComparer.Ordinal);
        foreach (var (name, value) in (IReadOnlyList<(string, CelValue)>)[.. earlier?._changes ?? [], .. changes])
        {
            all[name] = value;
        }

        var made = new ChangedMap(earlier?._source ?? source, earlier?._map ?? handle, [.. all.Select(change => (change.Key, change.Value))]);
        return made.Value(0);
    }

    public override CelValue Value(int handle) =>
        handle == 0 ? CelValue.FromSource(this, 0, CelKind.Map)
        : handle <= _changes.Length ? _changes[handle - 1].Value
        : _source.Value(handle - _changes.Length - 1);

    public override int Field(int map, int symbol, ReadOnlySpan<char> name)
    {
        if (map == 0)
        {
            return Change(name) is >= 0 and var change
                ? (_changes[change].Value.Kind == CelKind.Absent ? None : change + 1)
                : Own(_source.Field(_map, symbol, name));
        }

        // A step from what is not known is not known; other values are of another source.
        return map > _changes.Length ? Own(_source.Field(map - _changes.Length - 1, symbol, name))
            : _changes[map - 1].Value.Kind == CelKind.Unknown ? map
            : NotAMap;
    }

    public override CelValue Find(int map, ReadOnlySpan<char> name) =>
        Field(map, Tape.Symbol(name), name) is >= 0 and var field ? Value(field) : default;

    public override int Count(int container)
    {
        var count = _source.Count(_map);
        if (count < 0)
        {
            return count;
        }

        for (var change = 0; change < _changes.Length; change++)
        {
            count += IsNew(change) ? 1 : IsGone(change) && _places[change] != None ? -1 : 0;
        }

        return count;
    }

    public override int First(int container) => Entry(_source.First(_map));

    public override int Next(int container, int entry)
    {
        if (entry > _changes.Length)
        {
            var own = entry - _changes.Length - 1;
            return _source.Value(own).IsRest ? None : Entry(_source.Next(_map, own));
        }

        var change = entry - 1;
        return _places[change] != None ? Entry(_source.Next(_map, _places[change])) : New(change + 1, Rest());
    }

    public override string Key(int map, int entry) =>
        entry <= _changes.Length ? _changes[entry - 1].Name : _source.Key(_map, entry - _changes.Length - 1);

    // Only the values of the tape are this source's own, and they have its texts.
    public override ReadOnlySpan<char> Text(int handle) => _source.Text(handle - _changes.Length - 1);

    private static CelValue Copied(CelValue map, IReadOnlyList<(string Name, CelValue Value)> changes)
    {
        var entries = new OrderedDictionary<string, CelValue>(StringComparer.Ordinal);
        for (var items = map.Items; items.MoveNext();)
        {
            entries[items.Current.AsString()] = items.CurrentValue;
        }

        foreach (var (name, value) in changes)
        {
            if (value.Kind == CelKind.Absent)
            {
                entries.Remove(name);
            }
            else
            {
                entries[name] = value;
            }
        }

        return CelValue.Map([.. entries.Select(entry => (entry.Key, entry.Value))]);
    }

    // A field that is unknown is no entry: whether it is there is a part of what is not known of the map.
    private int Place(string name)
    {
        var place = _source.Field(_map, Tape.Symbol(name), name);
        return place >= 0 && _source.Value(place).Kind == CelKind.Unknown ? None : place;
    }

    private int Change(ReadOnlySpan<char> name)
    {
        for (var change = 0; change < _changes.Length; change++)
        {
            if (name.SequenceEqual(_changes[change].Name))
            {
                return change;
            }
        }

        return None;
    }

    private int Own(int handle) => handle >= 0 ? handle + _changes.Length + 1 : handle;

    private bool IsGone(int change) => _changes[change].Value.Kind == CelKind.Absent;

    private bool IsNew(int change) => !IsGone(change) && _places[change] == None;

    /// <summary>The entry that stands at one of the map, or the first after it; new fields come after all that are known.</summary>
    private int Entry(int entry)
    {
        for (; entry != None; entry = _source.Next(_map, entry))
        {
            var change = Array.IndexOf(_places, entry);
            if (change < 0)
            {
                return _source.Value(entry).IsRest ? New(0, Own(entry)) : Own(entry);
            }

            if (!IsGone(change))
            {
                return change + 1;
            }
        }

        return New(0, None);
    }

    private int New(int change, int after)
    {
        while (change < _changes.Length && !IsNew(change))
        {
            change++;
        }

        return change < _changes.Length ? change + 1 : after;
    }

    /// <summary>The map's last entry if that stands for what is not known of it.</summary>
    private int Rest()
    {
        if (_source.Count(_map) >= 0)
        {
            return None;
        }

        var last = None;
        for (var entry = _source.First(_map); entry != None; entry = _source.Next(_map, entry))
        {
            last = entry;
        }

        return Own(last);
    }
}
