namespace Redoubt.Cel;

/// <summary>The elements of a list or the keys of a map, in order; walks without allocating.</summary>
public struct CelItems
{
    private readonly CelValue[]? _items;
    private readonly CelValue[]? _values;
    private readonly ValueSource? _source;
    private readonly int _container;
    private readonly bool _isMap;
    private readonly bool _isOpenMap;
    private int _position;

    internal CelItems(in CelValue container)
    {
        _isMap = container.Kind == CelKind.Map;
        _container = container.Handle;
        if (container.IsSourced)
        {
            _source = container.Source;
            _position = int.MinValue;
            _isOpenMap = _isMap && _source.Count(_container) < 0;
            return;
        }
        _items = _isMap ? container.MapReference.Keys : container.Array;
        _values = _isMap ? container.MapReference.Values : null;
        _position = -1;
    }

    /// <summary>The element, or the entry's key.</summary>
    public readonly CelValue Current =>
        _items is not null ? _items[_position]
        : _isMap ? Key
        : _source!.Value(_position);

    // Of an entry that may be in a map beyond what is known of it, the key is not known either.
    private readonly CelValue Key =>
        _isOpenMap && _source!.Value(_position) is { IsRest: true } rest ? rest : CelValue.String(_source!.Key(_container, _position));

    /// <summary>The entry's value; for a list the element.</summary>
    public readonly CelValue CurrentValue =>
        _items is null ? _source!.Value(_position) : _values is null ? _items[_position] : _values[_position];

    /// <summary>Itself.</summary>
    public readonly CelItems GetEnumerator() => this;

    /// <summary>Goes to the next element, if there is one.</summary>
    public bool MoveNext()
    {
        if (_items is not null)
        {
            return ++_position < _items.Length;
        }

        _position = _position == int.MinValue ? _source!.First(_container) : _source!.Next(_container, _position);
        return _position != ValueSource.None;
    }
}
