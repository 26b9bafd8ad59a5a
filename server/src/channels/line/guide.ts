/** How to connect a LINE Official Account, for people who have never seen LINE's developer pages. */
export const lineGuide = {
  en: `1. In [LINE Official Account Manager](https://manager.line.biz/), open **Settings > Messaging API** and press **Enable Messaging API**. Choose or create a provider.
2. Open [developers.line.biz/console](https://developers.line.biz/console/) and choose your channel. Copy the **Channel secret** from the tab **Basic settings**.
3. In the tab **Messaging API**, issue a **Channel access token (long-lived)** and copy it. Save the form here.
4. Press **Set up webhook**: it registers \`{{webhookUrl}}\` and lets LINE test it.
5. In the same tab of LINE's console, switch on **Use webhook**, and **Webhook redelivery** so that nothing is lost while this server restarts.
6. In **LINE Official Account Manager > Settings > Response settings**, switch off **Auto-response messages** and **Greeting message**: your flows answer instead.

The address must be reachable from the internet over https. Answers within a minute of a message are free; later messages count against your plan's monthly messages.`,
  vi: `1. Trong [LINE Official Account Manager](https://manager.line.biz/), mở **Settings > Messaging API** và bấm **Enable Messaging API**. Chọn hoặc tạo một provider.
2. Mở [developers.line.biz/console](https://developers.line.biz/console/) và chọn kênh của bạn. Sao chép **Channel secret** ở thẻ **Basic settings**.
3. Ở thẻ **Messaging API**, tạo **Channel access token (long-lived)** và sao chép. Lưu biểu mẫu tại đây.
4. Bấm **Thiết lập webhook**: địa chỉ \`{{webhookUrl}}\` sẽ được đăng ký và LINE sẽ gửi thử.
5. Cũng ở thẻ đó trong trang của LINE, bật **Use webhook**, và bật **Webhook redelivery** để không mất tin nào khi máy chủ này khởi động lại.
6. Trong **LINE Official Account Manager > Settings > Response settings**, tắt **Auto-response messages** và **Greeting message**: kịch bản của bạn sẽ trả lời thay.

Địa chỉ webhook phải truy cập được từ internet qua https. Câu trả lời trong vòng một phút sau tin của khách là miễn phí; tin gửi sau đó tính vào số tin hằng tháng của gói.`,
  bn: `1. [LINE Official Account Manager](https://manager.line.biz/)-এ **Settings > Messaging API** খুলে **Enable Messaging API** চাপুন। একটি provider বেছে নিন বা তৈরি করুন।
2. [developers.line.biz/console](https://developers.line.biz/console/) খুলে আপনার চ্যানেল বেছে নিন। **Basic settings** ট্যাব থেকে **Channel secret** কপি করুন।
3. **Messaging API** ট্যাবে একটি **Channel access token (long-lived)** তৈরি করে কপি করুন। এখানে ফর্ম সংরক্ষণ করুন।
4. **ওয়েবহুক সেট করুন** চাপুন: এতে \`{{webhookUrl}}\` নিবন্ধিত হয় এবং LINE সেটি পরীক্ষা করে।
5. LINE-এর কনসোলের একই ট্যাবে **Use webhook** চালু করুন, আর **Webhook redelivery**-ও, যাতে এই সার্ভার রিস্টার্টের সময় কিছু না হারায়।
6. **LINE Official Account Manager > Settings > Response settings**-এ **Auto-response messages** ও **Greeting message** বন্ধ করুন: তার বদলে আপনার ফ্লো উত্তর দেবে।

ঠিকানাটি ইন্টারনেট থেকে https দিয়ে পৌঁছানো যেতে হবে। বার্তার এক মিনিটের মধ্যে উত্তর বিনামূল্যে; পরের বার্তা আপনার প্ল্যানের মাসিক বার্তায় গোনা হয়।`,
};
