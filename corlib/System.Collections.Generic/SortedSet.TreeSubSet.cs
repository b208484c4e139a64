namespace System.Collections.Generic;

/// <content>Views of a range.</content>
public partial class SortedSet<T>
{
    /// <summary>A live view of the items between two bounds.</summary>
    private sealed class TreeSubSet : SortedSet<T>
    {
        private readonly SortedSet<T> _underlying;
        private readonly T _min;
        private readonly T _max;

        public TreeSubSet(SortedSet<T> underlying, T min, T max)
            : base(underlying.Comparer)
        {
            _underlying = underlying;
            _min = min;
            _max = max;
        }

        internal override bool NotTooLow(T item) => comparer.Compare(_min, item) <= 0;

        internal override bool NotTooHigh(T item) => comparer.Compare(_max, item) >= 0;

        internal override bool IsWithinRange(T item) => NotTooLow(item) && NotTooHigh(item);

        internal override Node Root() => _underlying.Root();

        internal override int CurrentVersion() => _underlying.CurrentVersion();

        internal override bool AddItem(T item)
        {
            if (!IsWithinRange(item))
            {
                throw new ArgumentOutOfRangeException(nameof(item));
            }

            return _underlying.AddItem(item);
        }

        internal override bool RemoveItem(T item) => IsWithinRange(item) && _underlying.RemoveItem(item);

        internal override Node FindNode(T item) => IsWithinRange(item) ? _underlying.FindNode(item) : null;

        public override bool Contains(T item) => FindNode(item) is not null;

        public override void Clear()
        {
            List<T> items = new();
            foreach (T item in this)
            {
                items.Add(item);
            }

            foreach (T item in items)
            {
                _underlying.RemoveItem(item);
            }
        }

        internal override int CountItems()
        {
            int count = 0;
            foreach (T item in this)
            {
                count++;
            }

            return count;
        }

        internal override Node FirstNode()
        {
            Node node = Root();
            Node found = null;
            while (node is not null)
            {
                if (NotTooLow(node.Item))
                {
                    found = NotTooHigh(node.Item) ? node : found;
                    node = node.Left;
                }
                else
                {
                    node = node.Right;
                }
            }

            return found;
        }

        internal override Node LastNode()
        {
            Node node = Root();
            Node found = null;
            while (node is not null)
            {
                if (NotTooHigh(node.Item))
                {
                    found = NotTooLow(node.Item) ? node : found;
                    node = node.Right;
                }
                else
                {
                    node = node.Left;
                }
            }

            return found;
        }

        public override SortedSet<T> GetViewBetween(T lowerValue, T upperValue)
        {
            if (comparer.Compare(_min, lowerValue) > 0)
            {
                throw new ArgumentOutOfRangeException(nameof(lowerValue));
            }

            if (comparer.Compare(_max, upperValue) < 0)
            {
                throw new ArgumentOutOfRangeException(nameof(upperValue));
            }

            return _underlying.GetViewBetween(lowerValue, upperValue);
        }
    }
}
